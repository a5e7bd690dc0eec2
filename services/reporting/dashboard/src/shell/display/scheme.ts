/** `system`: as the reader's system says. */
export type SchemeChoice = "system" | "light" | "dark";

const key = "rapport.scheme";

/** What the reader chose on this machine. */
export const chosenScheme = (): SchemeChoice => {
  const kept = localStorage.getItem(key);
  return kept === "light" || kept === "dark" ? kept : "system";
};

/** Shows the pages in that scheme; charts see it by `data-scheme`. */
export const showScheme = (choice: SchemeChoice): void => {
  if (choice === "system") delete document.documentElement.dataset["scheme"];
  else document.documentElement.dataset["scheme"] = choice;
};

export const chooseScheme = (choice: SchemeChoice): void => {
  if (choice === "system") localStorage.removeItem(key);
  else localStorage.setItem(key, choice);
  showScheme(choice);
};
