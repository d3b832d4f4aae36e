import { ringWhileNeeded } from './alarm.js';
import { copyButtons, countCharacters, focusErrors, listUploads, pressOnce, printButtons } from './helps.js';
import { followLivePage } from './live.js';
import { passkeys } from './passkeys.js';

focusErrors();
copyButtons();
printButtons();
countCharacters();
listUploads();
pressOnce();
followLivePage();
passkeys();
ringWhileNeeded();
