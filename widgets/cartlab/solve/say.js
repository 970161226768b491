// Says a number the way people read it: three significant digits. Twin of say.py.

const RAISED = "⁰¹²³⁴⁵⁶⁷⁸⁹";

/** 0.0123, 8.85, 128, 17,800, 1.28 × 10¹¹ or, for null, never. */
export function say(number) {
  if (number === null) return "never";
  if (number === 0) return "0";
  let [head, power] = number.toExponential(2).split("e");
  power = Number(power);
  if (-4 < power && power < 6) {
    const digits = Math.max(0, 2 - power);
    const [whole, rest] = Number(number.toExponential(2)).toFixed(digits).split(".");
    const grouped = whole.replace(/\B(?=(\d{3})+$)/g, ",");
    return rest ? `${grouped}.${rest}` : grouped;
  }
  const ten = "10" + String(power).replace("-", "⁻").replace(/\d/g, (digit) => RAISED[digit]);
  head = head.replace(/\.?0+$/, "");
  if (head === "1") return ten;
  if (head === "-1") return "−" + ten;
  return `${head} × ${ten}`.replace("-", "−");
}
