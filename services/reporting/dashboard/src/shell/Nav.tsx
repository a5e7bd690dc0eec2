import { Link } from "@tanstack/react-router";
import { useRef } from "react";
import { useSession } from "../api/useSession.ts";
import { shellTexts } from "../texts/en/shell.ts";
import styles from "./Nav.module.css";
import { isLedTo, places } from "./places.ts";

/** What the menu button of a narrow window opens. */
export const navId = "pages";

/** The way to every page that is for the reader, by audience: beside the page, or over it where there is no room. */
export const Nav = () => {
  const { may } = useSession();
  const nav = useRef<HTMLElement>(null);
  const close = () => nav.current?.hidePopover();
  return (
    <nav ref={nav} id={navId} popover="auto" className={styles.nav} aria-label={shellTexts.nav.label}>
      <Link className={styles.brand} to="/" onClick={close}>
        Rapport
      </Link>
      {places.map(({ audience, pages }) => (
        <section key={audience} aria-label={shellTexts.nav.audiences[audience]}>
          <h2 className={styles.audience}>{shellTexts.nav.audiences[audience]}</h2>
          <ul className={styles.pages}>
            {pages
              .filter(({ to }) => isLedTo(to, may))
              .map(({ to, name }) => (
                <li key={to}>
                  <Link className={styles.page} to={to} activeOptions={{ exact: to === "/" }} onClick={close}>
                    {shellTexts.nav.pages[name]}
                  </Link>
                </li>
              ))}
          </ul>
        </section>
      ))}
    </nav>
  );
};
