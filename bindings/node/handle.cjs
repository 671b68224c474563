// What hangs on a handle that nobody holds any longer is freed.
'use strict';

const native = require('./native.cjs');

const abandoned = new FinalizationRegistry((handle) => native.close(handle));

// Frees the handle when its holder is gone.
const freedWith = (holder, handle) => abandoned.register(holder, handle, holder);

// Frees it now.
function freeNow(holder, handle) {
  abandoned.unregister(holder);
  native.close(handle);
}

module.exports = { freeNow, freedWith };
