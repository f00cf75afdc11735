// What a page does by itself where nothing drives it: it asks what to run, runs it, and reports.
const report = new URLSearchParams(location.search).get('report');

async function outcome() {
  const { group, given } = await (await fetch(`${report}/given`)).json();
  const { run } = await import(`/${group}.js`);
  // No engine but Chromium tells a page how much CPU time it has used.
  return run({ ...given, say: () => {}, meter: () => performance.now() });
}

if (report) {
  const body = await outcome().then(
    (result) => ({ result }),
    (error) => ({ error: `${error}\n${error?.stack}` }),
  );
  await fetch(report, { method: 'POST', body: JSON.stringify(body) });
}
