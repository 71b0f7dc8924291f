import { splitName } from '../../../../src/features/mapping/transform/split-name.ts';

describe('splitting a name', () => {
  it.each<[string, string | null, string | null]>([
    ['Ada Byron', 'Ada', 'Byron'],
    ['  Ada \t Augusta   Byron ', 'Ada Augusta', 'Byron'],
    ['Cher', 'Cher', null],
    ['', null, null],
    ['  ', null, null],
    ['Byron, Ada', 'Ada', 'Byron'],
    ['van Beethoven, Ludwig', 'Ludwig', 'van Beethoven'],
    ['Dr. Ada Byron', 'Ada', 'Byron'],
    ['Prof. Dr. Grace Hopper', 'Grace', 'Hopper'],
    ['Herr Müller', 'Müller', null],
    ['Martin Luther King Jr.', 'Martin Luther', 'King'],
    ['Martin Luther King, Jr.', 'Martin Luther', 'King'],
    ['Ada Byron, PhD', 'Ada', 'Byron'],
    ['Henry Ford III', 'Henry', 'Ford'],
    ['Dr.', 'Dr.', null],
    ['Jr.', 'Jr.', null],
    ['Ludwig van Beethoven', 'Ludwig', 'van Beethoven'],
    ['Vincent van der Berg', 'Vincent', 'van der Berg'],
    ['Van Morrison', 'Van', 'Morrison'],
    ['Charles de Gaulle', 'Charles', 'de Gaulle'],
    ["Conan O'Brien", 'Conan', "O'Brien"],
    ['Jean-Luc Picard', 'Jean-Luc', 'Picard'],
    ['王 小明', '小明', '王'],
    ['王小明', '王小明', null],
    ['김 철수', '철수', '김'],
    ['山田　太郎', '太郎', '山田'],
    ['エイダ・バイロン', 'エイダ', 'バイロン'],
    ['Лев Николаевич Толстой', 'Лев Николаевич', 'Толстой'],
    ['عائشة بن علي', 'عائشة', 'بن علي'],
    ['דוד בן גוריון', 'דוד בן', 'גוריון'],
    ['अटल बिहारी वाजपेयी', 'अटल बिहारी', 'वाजपेयी'],
    ['Ada Lovelace 🚀', 'Ada', 'Lovelace'],
    ['🚀', '🚀', null],
    [', ,', ', ,', null],
    ['__proto__ constructor', '__proto__', 'constructor'],
    ['\u202eAda Byron', '\u202eAda', 'Byron'],
  ])('%j is %j and %j [H6]', (name, first, last) => {
    expect(splitName(name, 'FIRST')).toEqual({ first, last });
  });

  it('gives one word to the last name where that is asked for [H6]', () => {
    expect(splitName('Dr. Cher', 'LAST')).toEqual({ first: null, last: 'Cher' });
    expect(splitName('Ada Byron', 'LAST')).toEqual({ first: 'Ada', last: 'Byron' });
    expect(splitName('', 'LAST')).toEqual({ first: null, last: null });
  });
});
