import { copyButtons, countCharacters, focusErrors, listUploads, pointOut, pressOnce, printButtons } from './helps.js';
import { followLivePage } from './live.js';

focusErrors();
copyButtons();
printButtons();
countCharacters();
listUploads();
pressOnce();
pointOut();
followLivePage();
