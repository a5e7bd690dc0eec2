import { join } from "node:path";
import type { Counts } from "../Counts.ts";
import { minuteMs } from "../time/days.ts";
import type { Member, Person } from "../world/types.ts";
import { asctime, dressed, type Dress, encodedWord, mailDate } from "./mime.ts";
import { TextFile } from "./TextFile.ts";

/** A message as it goes out. `dateMs` is what its Date says, `atMs` when it really was. */
export interface Letter {
  readonly id: string;
  readonly atMs: number;
  readonly dateMs: number;
  readonly offsetMinutes: number;
  readonly from: Person;
  readonly to: ReadonlyArray<Person>;
  readonly cc: ReadonlyArray<Person>;
  readonly subject: string;
  readonly text: string;
  readonly inReplyTo: string | null;
  readonly references: ReadonlyArray<string>;
  readonly dress: Dress;
  /** More header lines, such as Auto-Submitted. */
  readonly extra: ReadonlyArray<string>;
  /** The body with its own header fields, where it is no plain text. */
  readonly body?: string;
}

const named = (person: Person): string => `${encodedWord(person.name)} <${person.email}>`;

const folded = (name: string, ids: ReadonlyArray<string>): string =>
  `${name}: ${ids.map((id) => `<${id}>`).join("\n ")}\n`;

const textOf = (letter: Letter): string => {
  const lines = [
    `Date: ${mailDate(letter.dateMs, letter.offsetMinutes)}\n`,
    `From: ${named(letter.from)}\n`,
    `To: ${letter.to.map(named).join(",\n ")}\n`,
    letter.cc.length === 0 ? "" : `Cc: ${letter.cc.map(named).join(",\n ")}\n`,
    `Subject: ${encodedWord(letter.subject)}\n`,
    `Message-ID: <${letter.id}>\n`,
    letter.inReplyTo === null ? "" : folded("In-Reply-To", [letter.inReplyTo]),
    letter.references.length === 0 ? "" : folded("References", letter.references),
    ...letter.extra.map((line) => `${line}\n`),
    letter.body ?? dressed(letter.text, letter.dress, `=_${letter.id.slice(0, 16)}`),
  ];
  return lines.join("").replaceAll(/^(>*From )/gm, ">$1");
};

/** One mbox (mboxrd) per member, in the order of arrival: what they sent and what reached them. */
export class Mailboxes {
  readonly #files: ReadonlyArray<ReadonlyArray<TextFile>>;
  readonly #counts: Counts;

  /** `twice`: whose mailbox was exported twice. */
  constructor(folder: string, members: ReadonlyArray<Member>, twice: number, counts: Counts) {
    this.#counts = counts;
    this.#files = members.map((member) => [
      new TextFile(join(folder, `${member.id}.mbox`)),
      ...(member.index === twice ? [new TextFile(join(folder, `${member.id}-backup.mbox`))] : []),
    ]);
  }

  /** Puts a copy into the mailbox of every member of `holders` (indexes). */
  deliver(letter: Letter, holders: ReadonlyArray<number>): void {
    const text = textOf(letter);
    this.#counts.mails++;
    for (const index of holders) {
      const received =
        letter.from.client === -1 && (letter.from as Member).index === index
          ? ""
          : `Received: from mx.${letter.from.email.split("@")[1]!} by mx.northlight.example with ESMTPS id ${letter.id.slice(0, 10)}.${index};\n ${mailDate(letter.atMs + 2_000, 0)}\n`;
      const copy = `From ${letter.from.email} ${asctime(letter.atMs + minuteMs / 30)}\n${received}${text}\n`;
      for (const file of this.#files[index]!) {
        file.write(copy);
        this.#counts.mailCopies++;
      }
    }
  }

  close(): void {
    for (const file of this.#files.flat()) file.close();
  }
}
