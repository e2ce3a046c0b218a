const { AsyncLocalStorage } = require('node:async_hooks');

// messenger-node knows one host, no time-out and no failing network, and takes nobody else's transport. So whoever calls it says for this
// one call how it is carried, and the answer comes back in the only form that its callback survives: never an error, never no body.
const carriers = new AsyncLocalStorage();

function request(options, callback) {
  const carry = carriers.getStore();
  const carried = carry
    ? carry(options)
    : Promise.resolve({ error: { message: 'nobody carries this call' } });
  carried.then((body) => callback(null, {}, body));
}

/** Runs `work`; the calls that it makes through `request` are given to `carry`, which resolves to the body and never rejects. */
const carriedBy = (carry, work) => carriers.run(carry, work);

module.exports = request;
module.exports.carriedBy = carriedBy;
