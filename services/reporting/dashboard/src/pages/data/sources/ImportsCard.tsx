import type { RunningImport, SourceStates } from "@rapport/contracts/http/data/Sources";
import { momentText } from "../../../format/days.ts";
import { countText, percentText } from "../../../format/figures.ts";
import { Card } from "../../../kit/Card.tsx";
import { dataTexts } from "../../../texts/en/data.ts";
import styles from "../Data.module.css";
import { shareDone } from "../lag.ts";

const texts = dataTexts.sources;

const Running = ({ of }: { readonly of: RunningImport }) => {
  const share = shareDone(of);
  const done =
    of.total === null
      ? texts.soFar(countText(of.done), of.unit)
      : texts.of(countText(of.done), countText(of.total), of.unit);
  const name = `${of.command}: ${of.label}`;
  return (
    <li className={styles.import}>
      <span>
        <strong>{of.command}</strong> {of.label}
      </span>
      <progress aria-label={name} {...(share === null ? {} : { value: share, max: 1 })} />
      <span className={styles.note}>
        {done}
        {share !== null && ` · ${percentText(Math.floor(share * 100))}`} ·{" "}
        {texts.since(momentText(of.startedAt))}
      </span>
    </li>
  );
};

/** The imports that run now, each with how far it is. */
export const ImportsCard = ({ imports }: { readonly imports: SourceStates["imports"] }) => (
  <Card title={texts.imports}>
    {imports === null ? (
      <p className={styles.note}>{texts.importsElsewhere}</p>
    ) : imports.length === 0 ? (
      <p className={styles.note}>
        {texts.noImports} {texts.noImportsHow}
      </p>
    ) : (
      <ul className={styles.plain}>
        {imports.map((one) => (
          <Running key={`${one.command} ${one.startedAt}`} of={one} />
        ))}
      </ul>
    )}
  </Card>
);
