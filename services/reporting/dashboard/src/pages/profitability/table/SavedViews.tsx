import { useLocation, useRouter } from "@tanstack/react-router";
import { useId, useState } from "react";
import { Popover } from "../../../kit/Popover.tsx";
import { profitabilityTexts } from "../../../texts/en/profitability.ts";
import styles from "../parts/Menu.module.css";
import { keepViews, readViews, type SavedView, withView } from "./savedViews.ts";

const texts = profitabilityTexts.views;

/** Views that somebody named, kept in this browser; the address says what is in them. */
export const SavedViews = () => {
  const id = useId();
  const router = useRouter();
  const { searchStr } = useLocation();
  const [views, setViews] = useState(() => readViews(localStorage));
  const [name, setName] = useState("");
  const keep = (changed: ReadonlyArray<SavedView>) => {
    setViews(changed);
    keepViews(localStorage, changed);
  };
  return (
    <Popover button={texts.button} title={texts.title}>
      {(close) => (
        <>
          <p className={styles.help}>{texts.help}</p>
          {views.length === 0 && <p>{texts.none}</p>}
          <ul className={styles.list}>
            {views.map((view) => (
              <li key={view.name}>
                <a
                  href={`/profitability${view.search}`}
                  onClick={(event) => {
                    event.preventDefault();
                    close();
                    router.history.push(`/profitability${view.search}`);
                  }}
                >
                  <bdi>{view.name}</bdi>
                </a>
                <button
                  type="button"
                  aria-label={texts.remove(view.name)}
                  onClick={() => keep(views.filter((one) => one !== view))}
                >
                  ×
                </button>
              </li>
            ))}
          </ul>
          <form
            className={styles.form}
            onSubmit={(event) => {
              event.preventDefault();
              if (name.trim() === "") return;
              keep(withView(views, { name: name.trim(), search: searchStr }));
              setName("");
            }}
          >
            <label htmlFor={id}>{texts.name}</label>
            <input
              id={id}
              value={name}
              maxLength={80}
              required
              onChange={(event) => setName(event.target.value)}
            />
            <button type="submit">{texts.save}</button>
          </form>
        </>
      )}
    </Popover>
  );
};
