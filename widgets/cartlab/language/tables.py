"""A model's equations and parameter table, ready to be displayed in any front end."""

from html import escape

from cartlab.solve.say import spell

from .latex import symbol


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

    def _repr_html_(self):
        head = "".join(f'<th scope="col">{name}</th>' for name in self.columns)
        body = "".join(self._row(*row) for row in self.rows())
        return (
            '<div class="v2v-scroll" tabindex="0" role="region" '
            'aria-label="Parameters of the model"><table class="v2v-params">'
            f"<thead><tr>{head}</tr></thead><tbody>{body}</tbody></table></div>"
        )

    def _row(self, name, about, value, unit, status, span, source):
        sign = rf"\({self.symbols.get(name) or symbol(name)}\)"
        badge = f'<span class="v2v-badge" data-status="{status}">{status}</span>'
        cells = [
            f'<th scope="row" title="{name}">{escape(sign)}</th>',
            f"<td>{escape(about)}</td>",
            f'<td class="v2v-num">{value}</td>',
            f"<td>{escape(unit)}</td>",
            f"<td>{badge}</td>",
            f"<td>{span}</td>",
            f"<td>{escape(source)}</td>",
        ]
        return "<tr>" + "".join(cells) + "</tr>"

    def __repr__(self):
        lines = [" | ".join(self.columns), *(" | ".join(row) for row in self.rows())]
        return "\n".join(lines)
