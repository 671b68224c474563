// What must compile, for `require`.
import touchline = require('touchline');
import waist = require('touchline/waist');

const workspace: touchline.Workspace = new touchline.Workspace();
const [status]: waist.Answer = workspace.waist.ask('{}');
const refused: touchline.Rejected | undefined = undefined;

export = { refused, status };
