import { Fragment } from "react";

/** Words of others behind what stands before them, such as a segment and a tier; those that are missing are left out. */
export const Words = ({ words }: { readonly words: ReadonlyArray<string | null> }) =>
  words.map(
    (word, n) =>
      word !== null && (
        // Their place is what they are.
        // oxlint-disable-next-line react/no-array-index-key
        <Fragment key={n}>
          {" · "}
          <bdi>{word}</bdi>
        </Fragment>
      ),
  );
