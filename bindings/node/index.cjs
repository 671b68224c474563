// The package, for `require`. What `import` gives is the same, name by name.
'use strict';

const { version } = require('./native.cjs');

module.exports = {
  version,
  ...require('./call.cjs'),
  ...require('./codes.cjs'),
  ...require('./errors.cjs'),
  ...require('./scorer.cjs'),
  ...require('./told.cjs'),
  ...require('./workspace.cjs'),
  ...require('./generated/operations.cjs'),
};
