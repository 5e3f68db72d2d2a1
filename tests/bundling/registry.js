// What the scripts of the bundle ask for only when they draw it. It is here long before, and React is given it at once:
// given a promise, it would draw all that uses it as empty first, and then again.
let all;
export let tell;
const hasRun = new Promise((resolve) => {
  tell = (given) => {
    all = given;
    resolve();
  };
});
export const later = (name) => hasRun.then(() => all[name]);
export const atHand = (name) => ({ then: (take, refuse) => (all ? take(all[name]) : later(name).then(take, refuse)) });
