"""Equations and tables, ready to be displayed in any front end."""

from html import escape

from cartlab.solve.say import spell

from .latex import symbol


def table(label, head, rows, few=False):
    """Return an HTML table that scrolls by itself where a page is narrow.

    label: its name for who cannot see it, as text. head: names of the columns; rows: the
    cells of each row, the first names its row; all of them as HTML. A cell that is not a
    plain one is given as a whole: "<td …>…</td>". few: so few columns that they fit on a
    phone.
    """
    heads = "".join(cell("th", name, ' scope="col"') for name in head)
    body = "".join(
        "<tr>"
        + cell("th", first, ' scope="row"')
        + "".join(cell("td", x) for x in rest)
        + "</tr>"
        for first, *rest in rows
    )
    kind = " v2v-few" if few else ""
    return (
        '<div class="v2v-scroll" tabindex="0" role="region" '
        f'aria-label="{escape(label)}"><table class="v2v-params{kind}">'
        f"<thead><tr>{heads}</tr></thead><tbody>{body}</tbody></table></div>"
    )


def cell(tag, html, attributes=""):
    """Return a cell with its tag; one that is given as a whole stays as it is."""
    whole = html.startswith(f"<{tag}")
    return html if whole else f"<{tag}{attributes}>{html}</{tag}>"


def number(text):
    """Return the cell of a number."""
    return f'<td class="v2v-num">{escape(text)}</td>'


def badge(status):
    """Return the mark of a status: published, derived or assumed."""
    return f'<span class="v2v-badge" data-status="{status}">{status}</span>'


class Equations:
    """The equations of a model; shows as typeset mathematics."""

    def __init__(self, lines):
        self.lines = lines

    def latex(self):
        """Return the equations as one aligned block of LaTeX, without dollar signs."""
        return "\\begin{aligned}\n" + "\\\\\n".join(self.lines) + "\n\\end{aligned}"

    def _repr_latex_(self):
        return f"$${self.latex()}$$"

    def __repr__(self):
        return "\n".join(line.replace("&", "") for line in self.lines)


class ParameterTable:
    """Parameters with value, unit, range, status and source; shows as a table."""

    columns = ("Symbol", "Meaning", "Value", "Unit", "Status", "Range", "Source")

    def __init__(self, parameters, symbols):
        self.parameters, self.symbols = parameters, symbols

    def rows(self):
        """Yield (name, meaning, value, unit, status, range, source) as texts."""
        for name, one in self.parameters.items():
            low, high = one.range
            unit = "" if one.unit == "1" else one.unit
            span = f"{spell(low)} to {spell(high)}"
            yield name, one.about, spell(one.value), unit, one.status, span, one.source

    def html(self, label="Parameters of the model"):
        """Return the table as HTML; `label` names it for who cannot see it."""
        return table(label, self.columns, (self._row(*row) for row in self.rows()))

    def _repr_html_(self):
        return self.html()

    def _row(self, name, about, value, unit, status, span, source):
        sign = rf"\({self.symbols.get(name) or symbol(name)}\)"
        return [
            f'<th scope="row" title="{name}">{escape(sign)}</th>',
            escape(about),
            number(value),
            escape(unit),
            badge(status),
            span,
            escape(source),
        ]

    def __repr__(self):
        lines = [" | ".join(self.columns), *(" | ".join(row) for row in self.rows())]
        return "\n".join(lines)
