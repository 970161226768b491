// The way back: where the controls stood each time the hand came to rest.

const MOST = 20; // places

/** The trail of an explorer: rested(place) notes where it came to rest, back() returns where it was before; null without one. */
export function makeTrail() {
  let places = [];
  return {
    rested(place) {
      if (places.at(-1) !== place) places = [...places, place].slice(-MOST - 1);
    },
    back() {
      if (places.length < 2) return null;
      places = places.slice(0, -1);
      return places.at(-1);
    },
    any: () => places.length > 1,
  };
}
