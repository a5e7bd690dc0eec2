import { dataTexts } from "../../../texts/en/data.ts";
import styles from "../Data.module.css";
import type { Replaying } from "./useReplay.ts";

const texts = dataTexts.letters;
/** The others of a long list stand in it with their reason. */
const reasonsShown = 5;

/** What came of trying letters again, read out when it is there. */
export const Outcome = ({ of }: { readonly of: Replaying }) => {
  const { busy, done, problem } = of;
  const refused = (done?.results ?? []).filter(({ reason }) => reason !== null);
  return (
    <div role="status">
      {busy && <p className={styles.note}>{texts.replaying}</p>}
      {!busy && problem !== null && (
        <p className={styles.problem}>
          {dataTexts.refusedTitle}: {problem.message}
        </p>
      )}
      {!busy && problem === null && done !== undefined && (
        <div className={styles.told}>
          <p>
            {texts.done(done.resolved, done.results.length, done.dryRun)}
            {done.left > 0 && ` ${texts.left(done.left)}`}
          </p>
          <ul className={styles.plain}>
            {refused.slice(0, reasonsShown).map(({ id, outcome, reason }) => (
              <li key={id}>
                <code>{id.slice(0, 8)}</code> {texts.outcomes[outcome]}: <bdi>{reason}</bdi>
              </li>
            ))}
          </ul>
        </div>
      )}
    </div>
  );
};
