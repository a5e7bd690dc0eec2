import { useRouterState } from "@tanstack/react-router";
import { type RefObject, useEffect, useRef } from "react";
import { shellTexts } from "../texts/en/shell.ts";

/**
 * The document is called what the page's heading says, also when that changes; and whoever goes to another page finds
 * the focus on its heading, so that it is read out and the next key goes on from there.
 */
export const usePageHead = (main: RefObject<HTMLElement | null>): void => {
  // Not the address: it changes while the page before is still shown.
  const path = useRouterState({ select: (state) => state.resolvedLocation?.pathname ?? null });
  const last = useRef<string | null>(null);
  useEffect(() => {
    const place = main.current;
    if (place === null) return;
    let waits = last.current !== null && last.current !== path;
    last.current = path;
    const look = () => {
      const heading = place.querySelector("h1");
      if (heading === null) return;
      document.title = shellTexts.titleOf(heading.textContent);
      if (!waits) return;
      waits = false;
      heading.tabIndex = -1;
      heading.focus({ preventScroll: true });
    };
    const watch = new MutationObserver(look);
    watch.observe(place, { childList: true, subtree: true, characterData: true });
    look();
    return () => watch.disconnect();
  }, [main, path]);
};
