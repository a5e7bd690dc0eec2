import type { DeadLetterRow } from "@rapport/contracts/http/data/DeadLetters";
import { momentText } from "../../../format/days.ts";
import { dataTexts } from "../../../texts/en/data.ts";
import styles from "../Data.module.css";
import { bytesText } from "../lag.ts";
import { placeText } from "./placeText.ts";

const texts = dataTexts.letters;

const Why = ({ of }: { readonly of: DeadLetterRow }) => (
  <>
    {texts.codes[of.code]}
    <p className={styles.note}>
      <bdi>{of.reason}</bdi>
    </p>
    {of.issues.length > 0 && (
      <ul className={styles.note}>
        {of.issues.map(({ path, message }) => (
          <li key={`${path} ${message}`}>
            <bdi>{path === "" ? message : `${path}: ${message}`}</bdi>
          </li>
        ))}
      </ul>
    )}
  </>
);

/** One letter: why, where, how large; and a box to choose it by while it is open. */
export const LetterRow = ({
  letter,
  chosen,
  onChoose,
}: {
  readonly letter: DeadLetterRow;
  readonly chosen: boolean;
  readonly onChoose: (chosen: boolean) => void;
}) => {
  const place = placeText(letter);
  return (
    <tr>
      <td>
        {!letter.resolved && (
          <input
            type="checkbox"
            aria-label={texts.chooseOne(texts.codes[letter.code], place)}
            checked={chosen}
            onChange={({ target }) => onChoose(target.checked)}
          />
        )}
      </td>
      <th scope="row" className={styles.long}>
        <Why of={letter} />
      </th>
      <td className={styles.long}>
        <bdi>{letter.source?.account}</bdi>
        <p className={styles.note}>
          <bdi>{place}</bdi>
        </p>
        <p className={styles.note}>
          <code>{letter.id.slice(0, 8)}</code>
        </p>
      </td>
      <td className={styles.number}>{bytesText(letter.sizeBytes)}</td>
      <td className={styles.short}>
        {momentText(letter.recordedAt)}
        <p className={styles.note}>
          {texts.version(letter.codeVersion)}
          {letter.raised > 1 && `, ${texts.raised(letter.raised)}`}
        </p>
      </td>
      <td className={styles.short}>{letter.resolved ? texts.states.resolved : texts.states.open}</td>
    </tr>
  );
};
