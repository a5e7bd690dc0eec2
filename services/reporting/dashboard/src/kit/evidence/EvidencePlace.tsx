import { useSearch } from "@tanstack/react-router";
import { lazy, Suspense } from "react";
import type { RootSearch } from "../../shell/useWhen.ts";

const EvidenceDrawer = lazy(() =>
  import("./EvidenceDrawer.tsx").then((loaded) => ({ default: loaded.EvidenceDrawer })),
);

/** Where the evidence drawer opens over any page, when the page's address names evidence. Stands once, in the shell. */
export const EvidencePlace = () => {
  const { evidence } = useSearch({ strict: false }) as RootSearch;
  if (evidence === undefined) return null;
  return (
    <Suspense fallback={null}>
      <EvidenceDrawer evidence={evidence} />
    </Suspense>
  );
};
