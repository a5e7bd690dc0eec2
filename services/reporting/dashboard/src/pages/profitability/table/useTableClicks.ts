import { useNavigate } from "@tanstack/react-router";
import { type RefObject, useEffect } from "react";

/** Follows the plain links of a table's cells inside the page: clients to theirs, figures to their evidence. */
export const useTableClicks = (place: RefObject<HTMLElement | null>): void => {
  const navigate = useNavigate();
  useEffect(() => {
    const element = place.current;
    const follow = (event: MouseEvent) => {
      const link = event.target instanceof Element ? event.target.closest("a") : null;
      const isPlain =
        event.button === 0 && !event.metaKey && !event.ctrlKey && !event.shiftKey && !event.altKey;
      if (link === null || !isPlain) return;
      const { client, evidence } = link.dataset;
      if (client === undefined && evidence === undefined) return;
      event.preventDefault();
      if (client !== undefined) void navigate({ to: "/clients/$client", params: { client } });
      else void navigate({ to: ".", search: (before) => ({ ...before, evidence }), resetScroll: false });
    };
    element?.addEventListener("click", follow);
    return () => element?.removeEventListener("click", follow);
  }, [place, navigate]);
};
