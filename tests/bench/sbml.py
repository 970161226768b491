"""A model of the course as SBML, so that libroadrunner can solve the same equations."""

import ast

import libsbml

CHOICES = {"minimum": ast.Lt, "maximum": ast.Gt}


def state(name):
    return f"y_{name}"


class Infix(ast.NodeTransformer):
    """Turns an expression of the model language into one of libsbml's formulas."""

    def __init__(self, numbers=None):
        self.numbers = numbers or {}  # what counts in a bounded sum

    def visit_Name(self, node):
        if node.id in self.numbers:
            return ast.Constant(self.numbers[node.id])
        return ast.Name("time" if node.id == "t" else f"s_{node.id}")

    def visit_Attribute(self, node):
        return ast.Name(f"{node.value.id}_{node.attr}")

    def visit_BinOp(self, node):
        left, right = self.visit(node.left), self.visit(node.right)
        if isinstance(node.op, ast.Pow):
            return call("pow", left, right)
        return ast.BinOp(left, node.op, right)

    def visit_Call(self, node):
        name = node.func.id
        if name == "sum":
            return self.written_out(node.args[0])
        arguments = [self.visit(one) for one in node.args]
        if name == "where":
            condition, a, b = arguments
            return call("piecewise", a, condition, b)
        if name in CHOICES:
            a, b = arguments
            return call("piecewise", a, ast.Compare(a, [CHOICES[name]()], [b]), b)
        return call("ln" if name == "log" else name, *arguments)

    def written_out(self, generator):
        loop = generator.generators[0]
        terms = [
            Infix({**self.numbers, loop.target.id: k}).visit(copied(generator.elt))
            for k in range(loop.iter.args[0].value)
        ]
        total = terms[0]
        for term in terms[1:]:
            total = ast.BinOp(total, ast.Add(), term)
        return total


def call(name, *arguments):
    return ast.Call(ast.Name(name), list(arguments), [])


def copied(node):
    return ast.parse(ast.unparse(node), mode="eval").body


def formula(node):
    """Return an expression of the model language as libsbml's tree."""
    text = ast.unparse(ast.fix_missing_locations(Infix().visit(copied(node))))
    tree = libsbml.parseL3Formula(text)
    if tree is None:
        raise ValueError(f"{text}: {libsbml.getLastParseL3Error()}")
    return tree


def text(model):
    """Return the rates of a model as an SBML document: parameters, steps, rate rules."""
    document = libsbml.SBMLDocument(3, 1)
    sheet = document.createModel()
    for name, one in model.parameters.items():
        add(sheet, f"p_{name}", constant=True, value=float(one.value))
    for name in model.program("rates").steps:
        add(sheet, f"s_{name}", constant=False)
    for name, start in model.starts.items():
        add(sheet, state(name), constant=False)
        initial = sheet.createInitialAssignment()
        initial.setSymbol(state(name))
        initial.setMath(formula(start))
    for name, node in model.program("rates").steps.items():
        rule = sheet.createAssignmentRule()
        rule.setVariable(f"s_{name}")
        rule.setMath(formula(node))
    for name, node in model.program("rates").returns.items():
        rule = sheet.createRateRule()
        rule.setVariable(state(name))
        rule.setMath(formula(node))
    return libsbml.writeSBMLToString(document)


def add(sheet, name, constant, value=None):
    parameter = sheet.createParameter()
    parameter.setId(name)
    parameter.setConstant(constant)
    if value is not None:
        parameter.setValue(value)
