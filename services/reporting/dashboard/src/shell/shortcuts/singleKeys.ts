const key = "rapport.singleKeys";

/** Whether keys without a modifier are shortcuts: some who speak to their machine cannot have that (WCAG 2.1.4). */
export const singleKeysOn = (): boolean => localStorage.getItem(key) !== "off";

export const setSingleKeys = (on: boolean): void => {
  if (on) localStorage.removeItem(key);
  else localStorage.setItem(key, "off");
};
