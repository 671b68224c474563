// Who is in the demo.
export interface Made {
  name: string;
  about: string;
  role: 'agent' | 'manager' | 'senior_manager' | 'compliance_officer';
  manager: string | null;
  team: string | null;
}

const DANA = 'Dana Whitfield';
const MIA = 'Mia Torres';
const MAX = 'Max Novak';

const person = (name: string, role: Made['role'], manager: string | null, team: string | null, about: string): Made => {
  return { name, role, manager, team, about };
};

export const PEOPLE: readonly Made[] = [
  person(DANA, 'senior_manager', null, null, 'Director: two teams, and who of them needs coaching'),
  person(MIA, 'manager', DANA, 'north', 'Manager of the north team: a full queue'),
  person(MAX, 'manager', DANA, 'south', 'Manager of the south team'),
  person('Rita Moreau', 'compliance_officer', DANA, null, 'Quality: rules on calls, and asks agents about them'),
  person('Ana Ruiz', 'agent', MIA, 'north', 'Agent: a bundle, a review and a question wait'),
  person('Ben Clarke', 'agent', MIA, 'north', 'Agent: disputes a review'),
  person('Cleo Adeyemi', 'agent', MIA, 'north', 'Agent: a session to acknowledge'),
  person('Dev Patel', 'agent', MIA, 'north', 'Agent: new, and much to learn'),
  person('Eva Lund', 'agent', MAX, 'south', 'Agent: steady'),
  person('Finn Baker', 'agent', MAX, 'south', 'Agent: has answered'),
  person('Gwen Ito', 'agent', MAX, 'south', 'Agent: very good'),
];

export const AGENTS: readonly Made[] = PEOPLE.filter(({ role }) => role === 'agent');
