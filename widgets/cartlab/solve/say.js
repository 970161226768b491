// Numbers the way people read them. Twin of say.py.

export const RAISED = "⁰¹²³⁴⁵⁶⁷⁸⁹";

/** 11 -> 10¹¹ */
export const tenTo = (power) =>
  `10${String(power)
    .replace("-", "⁻")
    .replace(/\d/g, (digit) => RAISED[digit])}`;

/** ¹¹ -> 11 */
export const lowered = (text) => text.replace(new RegExp(`[${RAISED}]`, "g"), (digit) => RAISED.indexOf(digit)).replace(/[⁻−]/, "-");

/** 17800.5 -> 17,800.5, with a true minus */
function plain(text) {
  const [whole, rest] = text.split(".");
  const grouped = whole.replace(/\B(?=(\d{3})+$)/g, ",").replace("-", "−");
  return rest ? `${grouped}.${rest}` : grouped;
}

function scientific(head, power) {
  const front = head.replace(/\.?0+$/, "").replace("-", "−"),
    ten = tenTo(power);
  return front === "1" || front === "−1" ? front.slice(0, -1) + ten : `${front} × ${ten}`;
}

/** Three significant digits: 0.0123, 8.85, 128, 17,800, 1.28 × 10¹¹ or, for null, never. */
export function say(number) {
  if (number === null) return "never";
  if (number === 0) return "0";
  const text = number.toExponential(2),
    [head, exponent] = text.split("e"),
    power = Number(exponent);
  if (-4 < power && power < 6) return plain(Number(text).toFixed(Math.max(0, 2 - power)));
  return scientific(head, power);
}

/** A number as it was put in, with up to six digits: 0.0575, 17,836, 10¹¹, 5.24 × 10¹⁰. */
export function spell(number) {
  if (number === 0) return "0";
  const text = number.toExponential(5),
    [head, exponent] = text.split("e"),
    power = Number(exponent);
  if (-5 < power && power < 6) return plain(String(Number(text)));
  return scientific(head, power);
}
