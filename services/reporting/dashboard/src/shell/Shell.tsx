import { Outlet } from "@tanstack/react-router";
import { EvidencePlace } from "../kit/evidence/EvidencePlace.tsx";
import { shellTexts } from "../texts/en/shell.ts";
import { Nav } from "./Nav.tsx";
import styles from "./Shell.module.css";

/** What stands around every page: the way to the others, and the page. */
export const Shell = () => (
  <div className={styles.shell}>
    <a className={styles.skip} href="#main">
      {shellTexts.skip}
    </a>
    <Nav />
    <main id="main" className={styles.main} tabIndex={-1}>
      <Outlet />
    </main>
    <EvidencePlace />
  </div>
);
