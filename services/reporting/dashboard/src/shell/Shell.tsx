import { Outlet, useNavigate } from "@tanstack/react-router";
import { lazy, Suspense, useCallback, useRef, useState } from "react";
import { EvidencePlace } from "../kit/evidence/EvidencePlace.tsx";
import { shellTexts } from "../texts/en/shell.ts";
import { useLive } from "./live/useLive.ts";
import { Nav } from "./Nav.tsx";
import styles from "./Shell.module.css";
import { SearchDialog } from "./search/SearchDialog.tsx";
import { type Command, goKeys } from "./shortcuts/shortcuts.ts";
import { useShortcuts } from "./shortcuts/useShortcuts.ts";
import { Printed } from "./Printed.tsx";
import { SimulatedBanner } from "./SimulatedBanner.tsx";
import { TopBar } from "./TopBar.tsx";
import { usePageHead } from "./usePageHead.ts";

const ShortcutsDialog = lazy(async () => ({
  default: (await import("./shortcuts/ShortcutsDialog.tsx")).ShortcutsDialog,
}));

/** What stands around every page: the way to the others, what is shown and how fresh it is, and the page. */
export const Shell = () => {
  const [over, setOver] = useState<"search" | "shortcuts" | null>(null);
  const main = useRef<HTMLElement>(null);
  const navigate = useNavigate();
  const run = useCallback(
    (command: Command) => {
      if (command.kind === "go") void navigate({ to: goKeys[command.key].to });
      else setOver(command.kind === "search" ? "search" : "shortcuts");
    },
    [navigate],
  );
  useShortcuts(run);
  usePageHead(main);
  useLive();
  const close = () => setOver(null);
  return (
    <div className={styles.shell}>
      <a className={styles.skip} href="#main">
        {shellTexts.skip}
      </a>
      <Nav />
      <div className={styles.side}>
        <TopBar onSearch={() => setOver("search")} onShortcuts={() => setOver("shortcuts")} />
        <main ref={main} id="main" className={styles.main} tabIndex={-1}>
          <Printed />
          <SimulatedBanner />
          <Outlet />
        </main>
      </div>
      <EvidencePlace />
      {over === "search" && <SearchDialog onClose={close} />}
      <Suspense>{over === "shortcuts" && <ShortcutsDialog onClose={close} />}</Suspense>
    </div>
  );
};
