import { Link } from "@tanstack/react-router";
import { shellTexts } from "../texts/en/shell.ts";
import styles from "./Nav.module.css";
import { places } from "./places.ts";

/** The way to every page, by audience. */
export const Nav = () => (
  <nav className={styles.nav} aria-label={shellTexts.nav.label}>
    <Link className={styles.brand} to="/">
      Rapport
    </Link>
    {places.map(({ audience, pages }) => (
      <section key={audience} aria-label={shellTexts.nav.audiences[audience]}>
        <h2 className={styles.audience}>{shellTexts.nav.audiences[audience]}</h2>
        <ul className={styles.pages}>
          {pages.map(({ to, name }) => (
            <li key={to}>
              <Link className={styles.page} to={to} activeOptions={{ exact: to === "/" }}>
                {shellTexts.nav.pages[name]}
              </Link>
            </li>
          ))}
        </ul>
      </section>
    ))}
  </nav>
);
