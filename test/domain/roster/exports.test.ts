import { describe, expect, test } from 'vitest'
import { readRosterFile } from '../../../functions/domain/roster/read.ts'

const read = (text: string) => {
  const { rows, refused, mapping } = readRosterFile(text, { columns: {}, zones: {} })
  return { people: rows.map(({ row }) => row), refused, mapping }
}
const table = (separator: string, ...lines: (readonly string[])[]): string =>
  lines.map(line => line.join(separator)).join('\r\n')

const mia = { email: 'mia@example.com', name: 'Mia Berg', group: 'Storage' }

describe('an export is read by its own columns', () => {
  test.each([
    [
      'Google Workspace',
      table(
        ',',
        [
          'First Name [Required]',
          'Last Name [Required]',
          'Email Address [Required]',
          'Password [Required]',
          'Password Hash Function [UPLOAD ONLY]',
          'Org Unit Path [Required]',
          'New Primary Email [UPLOAD ONLY]',
          'Recovery Email',
          'Home Secondary Email',
          'Manager Email',
          'Department',
          'Cost Center',
        ],
        [
          'Mia',
          'Berg',
          'mia@example.com',
          '****',
          '',
          '/Staff',
          '',
          'm@home.example',
          'm@h.example',
          'b@example.com',
          'Storage',
          '7',
        ],
      ),
    ],
    [
      'Microsoft Entra, as it is downloaded',
      table(
        ',',
        [
          'userPrincipalName',
          'displayName',
          'surname',
          'mail',
          'givenName',
          'id',
          'userType',
          'jobTitle',
          'department',
        ],
        [
          'mia@tenant.example',
          '"Berg, Mia (Storage)"',
          'Berg',
          'mia@example.com',
          'Mia',
          '1-2',
          'Member',
          'Engineer',
          'Storage',
        ],
      ),
    ],
    [
      'Microsoft Entra, as it is uploaded',
      table(
        ',',
        ['version:v1.0'],
        [
          'Name [displayName] Required',
          'User name [userPrincipalName] Required',
          'Initial password [passwordProfile] Required',
          'First name [givenName]',
          'Last name [surname]',
          'Department [department]',
        ],
        ['M. Berg', 'mia@example.com', 'x', 'Mia', 'Berg', 'Storage'],
      ),
    ],
    [
      'BambooHR',
      table(
        ',',
        ['Employee #', 'First Name', 'Last Name', 'Work Email', 'Home Email', 'Department', 'Location', 'Hire Date'],
        ['12', 'Mia', 'Berg', 'mia@example.com', 'mia@home.example', 'Storage', 'Oslo', '2020-01-01'],
      ),
    ],
    [
      'BambooHR with the names turned round',
      table(
        ',',
        ['"Last name, First name"', 'Work Email', 'Department'],
        ['"Berg, Mia"', 'mia@example.com', 'Storage'],
      ),
    ],
    [
      'Workday',
      table(
        ',',
        ['Worker', 'Legal First Name', 'Legal Last Name', 'Email - Primary Work', 'Supervisory Organization'],
        ['Mia Berg (12)', 'Mia', 'Berg', 'mia@example.com', 'Storage'],
      ),
    ],
    [
      'Personio',
      table(
        ';',
        ['ID', 'Vorname', 'Nachname', 'E-Mail', 'Abteilung', 'Standort', 'Position', 'Vorgesetzter'],
        ['3', 'Mia', 'Berg', 'mia@example.com', 'Storage', 'Wien', 'Entwicklerin', 'chef@example.com'],
      ),
    ],
    [
      'Okta',
      table(
        ',',
        ['login', 'firstName', 'lastName', 'email', 'secondEmail', 'displayName', 'department', 'manager', 'status'],
        ['mia', 'Mia', 'Berg', 'mia@example.com', 'm@home.example', 'miab', 'Storage', 'boss@example.com', 'ACTIVE'],
      ),
    ],
    [
      'LDIF',
      'version: 1\n\ndn: uid=mia,ou=people,dc=example\ncn: Mia Berg\nsn: Berg\ngivenName: Mia\nmail: mia@exam\n ple.com\nou: Storage\n',
    ],
    ['LDIF in base64', 'dn:: dWlkPW1pYQ==\ncn:: TWlhIEJlcmc=\nmail: mia@example.com\ndepartment: Storage\n'],
    [
      'vCards',
      'BEGIN:VCARD\r\nVERSION:3.0\r\nN:Berg;Mia;;;\r\nFN:Mia Berg\r\nEMAIL;TYPE=WORK:mia@example.com\r\nORG:Example;Storage\r\nEND:VCARD\r\n',
    ],
    [
      'Okta’s users as JSON',
      JSON.stringify([
        {
          id: '1',
          status: 'ACTIVE',
          profile: {
            firstName: 'Mia',
            lastName: 'Berg',
            login: 'mia',
            email: 'mia@example.com',
            department: 'Storage',
          },
        },
      ]),
    ],
    [
      'Microsoft Graph',
      JSON.stringify({
        '@odata.context': 'x',
        value: [
          {
            displayName: 'MB',
            givenName: 'Mia',
            surname: 'Berg',
            mail: 'mia@example.com',
            department: 'Storage',
            businessPhones: [],
          },
        ],
      }),
    ],
    [
      'Google’s directory as JSON',
      JSON.stringify({
        kind: 'users',
        users: [
          {
            primaryEmail: 'mia@example.com',
            recoveryEmail: 'm@home.example',
            name: { givenName: 'Mia', familyName: 'Berg', fullName: 'Mia Berg' },
            organizations: [{ department: 'Storage', title: 'Engineer' }],
          },
        ],
      }),
    ],
    [
      'SCIM',
      JSON.stringify({
        Resources: [
          {
            userName: 'mia',
            name: { givenName: 'Mia', familyName: 'Berg', formatted: 'Berg, Mia' },
            emails: [{ value: 'mia@example.com', type: 'work', primary: true }],
            'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User': {
              department: 'Storage',
              manager: { value: 'x' },
            },
          },
        ],
      }),
    ],
    [
      'Personio’s API',
      JSON.stringify({
        success: true,
        data: [
          {
            type: 'Employee',
            attributes: {
              first_name: { label: 'First name', value: 'Mia' },
              last_name: { label: 'Last name', value: 'Berg' },
              email: { label: 'Email', value: 'mia@example.com' },
              department: {
                label: 'Department',
                value: { type: 'Department', attributes: { id: 1, name: 'Storage' } },
              },
              supervisor: { label: 'Supervisor', value: { attributes: { email: { value: 'boss@example.com' } } } },
            },
          },
        ],
      }),
    ],
  ])('%s', (_system, text) => {
    expect(read(text)).toMatchObject({ people: [mia], refused: [] })
  })

  test('a guest’s sign-in name is no address, and somebody without a mailbox has their sign-in name', () => {
    const text = table(
      ',',
      ['userPrincipalName', 'displayName', 'mail'],
      ['mia_x.example#EXT#@tenant.example', 'Mia', ''],
      ['bo@example.com', 'Bo Dahl', ''],
    )
    const { people, refused } = read(text)
    expect(people).toStrictEqual([{ email: 'bo@example.com', name: 'Bo Dahl' }])
    expect(refused).toMatchObject([{ line: 2, email: null }])
  })

  test('where nobody has a department, the organisational unit is the group', () => {
    const head = ['Email Address [Required]', 'Org Unit Path [Required]', 'Department']
    expect(read(table(',', head, ['a@example.com', '/Staff/Storage', ''])).people).toStrictEqual([
      { email: 'a@example.com', group: 'Staff/Storage' },
    ])
  })
})

describe('a table in the language of those who keep it', () => {
  test.each([
    ['en', 'Given name', 'Surname', 'E-mail address', 'Department', 'Mia Berg'],
    ['de', 'Vorname', 'Name', 'E-Mail-Adresse', 'Abteilung', 'Mia Berg'],
    ['fr', 'Prénom', 'Nom', 'Adresse e-mail', 'Équipe', 'Mia Berg'],
    ['es', 'Nombre', 'Apellidos', 'Correo electrónico', 'Departamento', 'Mia Berg'],
    ['pt', 'Nome', 'Sobrenome', 'Endereço de e-mail', 'Setor', 'Mia Berg'],
    ['it', 'Nome', 'Cognome', 'Indirizzo email', 'Reparto', 'Mia Berg'],
    ['nl', 'Voornaam', 'Achternaam', 'E-mailadres', 'Afdeling', 'Mia Berg'],
    ['pl', 'Imię', 'Nazwisko', 'Adres e-mail', 'Zespół', 'Mia Berg'],
    ['tr', 'ADI', 'SOYADI', 'E-POSTA ADRESİ', 'BÖLÜM', 'Mia Berg'],
    ['ja', '名', '姓', 'メールアドレス', '部署', 'Berg Mia'],
    ['zh', '名字', '姓', '电子邮件', '部门', 'Berg Mia'],
    ['ko', '이름', '성', '이메일', '부서', 'Berg Mia'],
    ['sv', 'Förnamn', 'Efternamn', 'E-postadress', 'Avdelning', 'Mia Berg'],
    ['cs', 'Jméno', 'Příjmení', 'E-mail', 'Oddělení', 'Mia Berg'],
    ['hu', 'Keresztnév', 'Vezetéknév', 'E-mail cím', 'Osztály', 'Berg Mia'],
    ['ru', 'Имя', 'Фамилия', 'Электронная почта', 'Отдел', 'Mia Berg'],
  ])(
    '%s: first and family name stand in the order in which they are said',
    (_language, first, last, mail, group, name) => {
      const both = [
        table(';', [first, last, mail, group], ['Mia', 'Berg', 'mia@example.com', 'Storage']),
        table('\t', [group, mail, last, first], ['Storage', 'mia@example.com', 'Berg', 'Mia']),
      ]
      for (const text of both) expect(read(text).people).toStrictEqual([{ ...mia, name }])
    },
  )

  test.each([
    ['Naam;E-mail;Team', 'nl'],
    ['Name;E-Mail (geschäftlich);Gruppe', 'de'],
    ['Nom complet;Courriel;Groupe', 'fr'],
    ['Nombre y apellidos;Correo;Equipo', 'es'],
    ['Ad Soyad;E-posta;Takım', 'tr'],
    ['氏名;メール;チーム', 'ja'],
    ['Imię i nazwisko;E-mail służbowy;Dział', 'pl'],
  ])('whole names are read as they are: %s', head => {
    expect(read(`${head}\nMia Berg;mia@example.com;Storage`).people).toStrictEqual([mia])
  })

  test.each([
    ['Voornaam;Tussenvoegsel;Achternaam;E-mail', 'Mia;van den;Berg;mia@example.com', 'Mia van den Berg'],
    ['Primer apellido;Segundo apellido;Nombre;Correo', 'Berg;Sol;Mia;mia@example.com', 'Mia Berg Sol'],
    ['First Name;Name;Email', 'Mia;Mia Berg;mia@example.com', 'Mia Berg'],
    ['Name;Surname;Email', 'Mia;Berg;mia@example.com', 'Mia Berg'],
  ])('every part of a name is kept: %s', (head, row, name) => {
    expect(read(`${head}\n${row}`).people).toStrictEqual([{ email: 'mia@example.com', name }])
  })

  test('a language may be named in words, and a zone stands under its own name', () => {
    const text = 'E-Mail;Sprache;Zeitzone\nmia@example.com;Norwegisch;europe/oslo\n'
    expect(read(text).people).toStrictEqual([{ email: 'mia@example.com', language: 'no', zone: 'Europe/Oslo' }])
  })
})

test.each([
  [
    'a field of a form',
    'Worker,Preferred Name - First Name,Preferred Name - Last Name,Email - Primary Work,Supervisory Organization\nM. Berg,Mia,Berg,mia@example.com,Storage\n',
  ],
  [
    'a field of a form behind a colon',
    'Associate ID,Payroll Name,Work Contact: Work Email,Home Department Description\nA1,"Berg, Mia",mia@example.com,Storage\n',
  ],
  [
    'the person as the whole row is about',
    'Employee,Work email,Department name,Manager\nMia Berg,mia@example.com,Storage,Bo\n',
  ],
  [
    'a whole name beside the short one of a chat',
    'username,email,fullname,displayname,department\nmia,mia@example.com,Mia Berg,mimi,Storage\n',
  ],
  [
    'numbered parts',
    'Given Name,Family Name,E-mail 1 - Type,E-mail 1 - Value,Organization 1 - Department\nMia,Berg,* Work,mia@example.com,Storage\n',
  ],
  [
    'a document on each line',
    '{"email":"mia@example.com","full_name":"Mia Berg","department":"Storage"}\n{"email":"mia@example.com"}\n',
  ],
  ['the commas of an East Asian keyboard', '姓名，邮箱，部门\nMia Berg，mia@example.com，Storage\n'],
  ['a mark of the end', 'name,email,group\r\nMia Berg,mia@example.com,Storage\r\n\u001A'],
  ['an address as directories list them', 'name,proxyAddresses,department\nMia Berg,SMTP:mia@example.com,Storage\n'],
  [
    'a line broken within its cell',
    'name,email,group\n"Mia\r\nBerg",mia@example.com,"Stor-\u2028age"\n'.replace('-\u2028', ''),
  ],
])('is read with %s', (_, text) => {
  expect(read(text)).toMatchObject({ people: [mia], refused: [] })
})

test('numbers under “Employee” are nobody’s name', () => {
  expect(read('Employee,Work email\n00471,mia@example.com\n').people).toEqual([{ email: 'mia@example.com' }])
})

test('a manager’s name in a form is not the person’s', () => {
  const text =
    'Manager - First Name,Manager - Last Name,Manager - Email,Work Email\nBo,Li,bo@example.com,mia@example.com\n'
  expect(read(text).people).toEqual([{ email: 'mia@example.com' }])
})

test.each([
  ['Ukrainian', "Прізвище;Ім'я;Ел. пошта;Відділ\nБерг;Мія;mia@example.com;Сховище\n", 'Мія Берг', 'Сховище'],
  ['Greek', 'Όνομα;Επώνυμο;Ηλεκτρονική διεύθυνση;Τμήμα\nΜία;Μπεργκ;mia@example.com;Δίκτυα\n', 'Μία Μπεργκ', 'Δίκτυα'],
  ['Arabic', 'الاسم,البريد الإلكتروني,القسم\nميا بيرغ,mia@example.com,التخزين\n', 'ميا بيرغ', 'التخزين'],
  ['Hebrew', 'שם פרטי,שם משפחה,דוא"ל,מחלקה\nמיה,ברג,mia@example.com,אחסון\n', 'מיה ברג', 'אחסון'],
  ['Vietnamese', 'Họ,Tên,Email,Phòng ban\nNguyễn,An,mia@example.com,Lưu trữ\n', 'Nguyễn An', 'Lưu trữ'],
  ['Thai', 'ชื่อ,นามสกุล,อีเมล,แผนก\nมีอา,ใจดี,mia@example.com,คลัง\n', 'มีอา ใจดี', 'คลัง'],
  ['Hindi', 'नाम,ईमेल,विभाग\nमिया बर्ग,mia@example.com,भंडार\n', 'मिया बर्ग', 'भंडार'],
])('names its columns in %s', (_, text, name, group) => {
  expect(read(text)).toMatchObject({ people: [{ email: 'mia@example.com', name, group }], refused: [] })
})
