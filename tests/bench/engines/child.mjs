/** Runs one group in this process, for engines/node.mjs. */
const [group, given] = process.argv.slice(2);
const { run } = await import(`../groups/${group}.mjs`);

/** CPU time of this process, with what its other threads do: collecting garbage, compiling. */
function meter() {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}

const result = await run({ ...JSON.parse(given), meter, say: (row) => process.send({ say: row }) });
process.send({ result }, () => process.exit());
