// Bands across a plot, such as grades, each with its name.
import { fillBox } from "./boxes.js";

const LEAST = { tall: 14, wide: 160 }; // px: a smaller band has no room for its name

/** Paint bands [{low, high, label}] in tints of a look, as far as the axis y {low, high} reaches. */
export function paintBands(canvas, bands, look, y) {
  const { pen, frame, y: place, palette } = canvas,
    rows = [];
  const [palest, darkest] = palette.numbers("shade-bands");
  bands.forEach((band, i) => {
    const top = Math.max(place(Math.min(band.high, y.high)), frame.top),
      bottom = Math.min(place(Math.max(band.low, y.low)), frame.bottom);
    if (bottom - top < 1) return;
    pen.globalAlpha = palest + ((darkest - palest) * i) / Math.max(bands.length - 1, 1);
    pen.fillStyle = palette.tint(look);
    const { y: span, shade } = fillBox(canvas, frame.left, top, frame.right - frame.left, bottom - top);
    rows.push({ paint: "band", label: band.label, numbers: [...span, shade] });
    pen.globalAlpha = 1;
    if (bottom - top < LEAST.tall || frame.right - frame.left < LEAST.wide) return;
    pen.font = palette.font(12);
    pen.fillStyle = palette.color("muted");
    pen.textAlign = "left";
    pen.textBaseline = "middle";
    pen.fillText(band.label, frame.left + 7, (top + bottom) / 2);
  });
  return rows;
}
