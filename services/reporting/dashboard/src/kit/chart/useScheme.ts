import { useSyncExternalStore } from "react";

const dark = () => matchMedia("(prefers-color-scheme: dark)");

/** `dark` or `light`, as it is now: what the reader chose on the page, else what the system says. */
export const useScheme = (): "dark" | "light" =>
  useSyncExternalStore(
    (changed) => {
      const system = dark();
      const root = new MutationObserver(changed);
      root.observe(document.documentElement, { attributeFilter: ["data-scheme"] });
      system.addEventListener("change", changed);
      return () => {
        root.disconnect();
        system.removeEventListener("change", changed);
      };
    },
    () => {
      const chosen = document.documentElement.dataset["scheme"];
      if (chosen === "dark" || chosen === "light") return chosen;
      return dark().matches ? "dark" : "light";
    },
  );
