// Bands across a plot, such as grades, each with a name.
import { fillBox } from "./boxes.js";

const LEAST = { tall: 14, wide: 160 }; // px: a smaller band has no room for its name
const LEVELS = [0.5, 0.28, 0.72], // of a band's height, where a name may stand
  PLACES = [0, 1, 0.5, 0.4, 0.6, 0.3, 0.7, 0.2, 0.8, 0.1, 0.9]; // of what is left of its width
const EDGE = 7; // px

/** Where a band lies in the frame, in px. */
const reach = ({ frame, y: place }, { low, high }, y) => ({
  top: Math.max(place(Math.min(high, y.high)), frame.top),
  bottom: Math.min(place(Math.max(low, y.low)), frame.bottom),
});

/** Paint bands [{low, high, label}] in tints of a look, as far as the axis y {low, high} reaches. */
export function paintBands(canvas, bands, look, y) {
  const { pen, frame, palette } = canvas,
    rows = [];
  const [palest, darkest] = palette.numbers("shade-bands");
  bands.forEach((band, i) => {
    const { top, bottom } = reach(canvas, band, y);
    if (bottom - top < 1) return;
    pen.globalAlpha = palest + ((darkest - palest) * i) / Math.max(bands.length - 1, 1);
    pen.fillStyle = palette.tint(look);
    const { y: span, shade } = fillBox(canvas, frame.left, top, frame.right - frame.left, bottom - top);
    rows.push({ paint: "band", label: band.label, numbers: [...span, shade] });
    pen.globalAlpha = 1;
  });
  return rows;
}

/** The names of bands as names.js writes them, each inside its band. */
export function namesOfBands(canvas, bands, y) {
  const { frame, palette } = canvas;
  const [wide, tall] = [LEAST.wide * palette.em, LEAST.tall * palette.em];
  if (frame.right - frame.left < wide) return [];
  return bands
    .map(({ label, ...band }) => ({ label, ...reach(canvas, band, y) }))
    .filter(({ top, bottom }) => bottom - top >= tall)
    .map(({ label, top, bottom }) => ({
      label,
      color: palette.color("muted"),
      places: (wide) => {
        const room = frame.right - frame.left - 2 * EDGE - wide,
          levels = LEVELS.filter((level) => Math.min(level, 1 - level) * (bottom - top) >= tall / 2);
        return levels.flatMap((level) =>
          PLACES.map((place) => ({ left: frame.left + EDGE + place * room, y: top + level * (bottom - top) })),
        );
      },
    }));
}
