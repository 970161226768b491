// ipywidgets gives the handle of a slider no name, and a screen reader the raw number of the handle's place.
// Both are taken from what stands beside the slider for everybody to see.
export function nameHandles(root) {
  for (const slider of root.querySelectorAll(".widget-slider")) {
    const label = slider.querySelector(".widget-label");
    const readout = slider.querySelector(".widget-readout");
    const handles = slider.querySelectorAll(".noUi-handle");
    const write = () => {
      for (const handle of handles) {
        handle.ariaLabel = label?.textContent ?? "";
        if (readout?.textContent) handle.ariaValueText = readout.textContent;
      }
    };
    if (readout) {
      readout.role = "textbox";
      readout.ariaLabel = `${label?.textContent ?? ""}, value`;
      new MutationObserver(write).observe(readout, { childList: true, characterData: true, subtree: true });
    }
    write();
  }
}
