// Shows the findings in the side column.
import { sheetOpen, side } from "../state/selection.js";

export function openFindings() {
  side.value = "findings";
  sheetOpen.value = true;
}
