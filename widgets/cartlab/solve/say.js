// Numbers the way people read them. Twin of say.py.

export const RAISED = "⁰¹²³⁴⁵⁶⁷⁸⁹";

/** 11 -> 10¹¹ */
export const tenTo = (power) =>
  `10${String(power)
    .replace("-", "⁻")
    .replace(/\d/g, (digit) => RAISED[digit])}`;

/** ¹¹ -> 11 */
export const lowered = (text) => text.replace(new RegExp(`[${RAISED}]`, "g"), (digit) => RAISED.indexOf(digit)).replace(/[⁻−]/, "-");

// Units that stand behind a slash, as they are said; the others are said as they are written.
const PER = { µL: "microliter", mL: "milliliter", L: "liter", µg: "microgram", kg: "kilogram", day: "day", hour: "hour", min: "minute" };
const POWER = new RegExp(`( × )?10([⁻${RAISED}]+)`, "g"),
  SLASH = new RegExp(`/(${Object.keys(PER).join("|")})(?!\\p{L})`, "gu");

/**
 * A text as a voice is to say it: 1.12 × 10¹² cells/µL -> 1.12 times 10 to the 12 cells per microliter. Given 10¹²,
 * voices say "ten twelve", "ten two" or nothing, each language in its own way.
 */
export const aloud = (text) =>
  text
    .replace(POWER, (_, times, power) => `${times ? " times " : ""}10 to the ${lowered(power).replace("-", "minus ")}`)
    .replace(SLASH, (_, unit) => ` per ${PER[unit]}`);

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
