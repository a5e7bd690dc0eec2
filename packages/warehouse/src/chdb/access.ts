import { createHmac } from "node:crypto";
import { mkdirSync, renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";

/**
 * Who reads and may do nothing else: a user of its own, and the role of `rapport sql`. Reads every table of Rapport's;
 * no file, no address, and of the engine's own tables what `onlyReads` lets through.
 */
export const analyst = "rapport_analyst";
const owner = "rapport_owner";

/**
 * The analyst's password: made of the owner's, so that whoever may open the password's file can hand it on, and who
 * has it is no nearer to the owner's.
 */
export const analystPassword = (ownerPassword: string): string =>
  createHmac("sha256", ownerPassword).update(analyst).digest("hex").slice(0, 32);

const role = (name: string, grants: ReadonlyArray<string>): string =>
  `<${name}><grants>${grants.map((grant) => `<query>${grant}</query>`).join("")}</grants></${name}>`;

/**
 * The engine knows one user, whatever a connection says, so what the analyst may is a role that a connection takes on
 * (SET ROLE), and everything else is the owner's role.
 */
const users = `<clickhouse>
  <profiles><default/></profiles>
  <quotas><default/></quotas>
  <roles>
    ${role(owner, ["GRANT ALL ON *.* WITH GRANT OPTION"])}
    ${role(analyst, ["GRANT SELECT ON *.*"])}
  </roles>
  <users>
    <default>
      <password/>
      <networks><ip>::/0</ip></networks>
      <profile>default</profile>
      <quota>default</quota>
      <grants><query>GRANT ${owner}</query><query>GRANT ${analyst}</query></grants>
    </default>
  </users>
</clickhouse>
`;

const escaped = (text: string): string => text.replaceAll("&", "&amp;").replaceAll("<", "&lt;");

/** Whole or not at all: two processes may start on one folder, and one of them will have it. */
const write = (file: string, text: string) => {
  const draft = `${file}.${process.pid}`;
  writeFileSync(draft, text, { mode: 0o600 });
  renameSync(draft, file);
};

/** Writes the engine's configuration with its roles into the warehouse's folder; answers its path. */
export const writeAccess = (folder: string): string => {
  const place = join(folder, "access");
  mkdirSync(place, { recursive: true, mode: 0o700 });
  const usersFile = join(place, "users.xml");
  const configFile = join(place, "config.xml");
  write(usersFile, users);
  write(
    configFile,
    `<clickhouse>
  <users_config>${escaped(usersFile)}</users_config>
</clickhouse>
`,
  );
  return configFile;
};
