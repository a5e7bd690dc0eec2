import { useState } from "react";
import { metricsTexts } from "../../../texts/en/metrics.ts";
import styles from "./Metrics.module.css";

const texts = metricsTexts.sql;

/** SQL with a button that copies it. */
export const Sql = ({ title, sql }: { readonly title: string; readonly sql: string }) => {
  const [told, setTold] = useState<string | null>(null);
  const copy = () => {
    // Only where the page came by a safe way does the browser have a clipboard.
    const clipboard = navigator.clipboard as Clipboard | undefined;
    void (clipboard?.writeText(sql) ?? Promise.reject(new Error("no clipboard"))).then(
      () => setTold(texts.copied),
      () => setTold(texts.select),
    );
  };
  return (
    <div className={styles.sql}>
      <div className={styles.sqlHead}>
        <span>{title}</span>
        <button type="button" aria-label={texts.copyOf(title)} onClick={copy}>
          {texts.copy}
        </button>
        <span role="status">{told}</span>
      </div>
      {/* A box that scrolls must be reachable by keyboard. */}
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex */}
      <pre tabIndex={0} role="region" aria-label={title}>
        <code>{sql}</code>
      </pre>
    </div>
  );
};
