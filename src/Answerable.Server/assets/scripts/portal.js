import { copyButtons, countCharacters, focusErrors, listUploads, pressOnce, printButtons } from './helps.js';
import { followLivePage } from './live.js';

focusErrors();
copyButtons();
printButtons();
countCharacters();
listUploads();
pressOnce();
followLivePage();
