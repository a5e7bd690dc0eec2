import { useEffect } from "react";
import { type Command, keyReader } from "./shortcuts.ts";
import { singleKeysOn } from "./singleKeys.ts";

/** Keys belong to whoever writes, chooses in a list, or looks at a dialog. */
const isTaken = (event: KeyboardEvent): boolean => {
  const { target } = event;
  if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return true;
  if (document.querySelector("dialog[open], [aria-modal=true]") !== null) return true;
  return (
    target instanceof HTMLElement &&
    (target.isContentEditable ||
      target.closest(
        "input, textarea, select, [role=combobox], [role=listbox], [role=menu], [role=slider]",
      ) !== null)
  );
};

/** Does what single keys mean, unless the reader turned them off. */
export const useShortcuts = (run: (command: Command) => void): void => {
  useEffect(() => {
    const read = keyReader();
    const onKey = (event: KeyboardEvent) => {
      if (isTaken(event) || !singleKeysOn()) return;
      const command = read(event.key, event.timeStamp);
      if (command === null) return;
      event.preventDefault();
      run(command);
    };
    document.addEventListener("keydown", onKey);
    return () => document.removeEventListener("keydown", onKey);
  }, [run]);
};
