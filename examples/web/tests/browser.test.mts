// All that is clicked through, in one Chromium.
import { after } from 'node:test';

import { closeBrowser } from './world.mjs';

import './stories.mjs';
import './reach.mjs';
import './races.mjs';
import './keyboard.mjs';
import './looks.mjs';

after(closeBrowser);
