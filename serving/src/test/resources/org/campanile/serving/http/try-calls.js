// Tries every call of the page as a person would, and tells the status that the page shows. Ids of examples get a letter.
// Items are dropped first, and inserted again with the calls that follow.
(async () => {
  const until = async (what) => {
    for (;;) {
      const found = what();
      if (found) return found;
      await new Promise((done) => setTimeout(done, 20));
    }
  };
  ui.preauthorizeApiKey('token', TOKEN);
  const results = [];
  const blocks = [...document.querySelectorAll('.opblock')];
  const drops = (i) => blocks[i].querySelector('.opblock-summary-path').textContent.includes('drop') ? 0 : 1;
  const order = [...blocks.keys()].sort((a, b) => drops(a) - drops(b));
  for (const i of order) {
    const block = () => document.querySelectorAll('.opblock')[i];
    block().querySelector('.opblock-summary-control').click();
    (await until(() => block().querySelector('.try-out__btn'))).click();
    const execute = await until(() => block().querySelector('.execute'));
    const body = block().querySelector('textarea');
    if (body) {
      const set = Object.getOwnPropertyDescriptor(HTMLTextAreaElement.prototype, 'value').set;
      set.call(body, body.value.replace(/"(\d+)"/g, '"v$1"'));
      body.dispatchEvent(new Event('input', { bubbles: true }));
      await new Promise((done) => setTimeout(done, 50));
    }
    execute.click();
    const status = await until(() => block().querySelector('.live-responses-table .response .response-col_status'));
    await until(() => /\d\d\d/.test(status.textContent));
    results.push(block().querySelector('.opblock-summary-path').textContent.replace(/\u200b/g, '') + ' '
      + status.textContent.match(/\d\d\d/)[0]);
    if (i !== order[order.length - 1]) block().querySelector('.opblock-summary-control').click();
  }
  window.scrollTo(0, 0);
  return results;
})()
