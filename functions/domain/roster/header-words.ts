/**
 * What the columns of rosters are called: in the exports of directories and HR systems, and in the languages that people
 * keep their tables in. Compared as `plainWord` makes them: in lower case, without accents, blanks and signs.
 */

const ownLetters: Readonly<Record<string, string>> = {
  ı: 'i',
  ł: 'l',
  ß: 'ss',
  ø: 'o',
  đ: 'd',
  æ: 'ae',
  œ: 'oe',
  þ: 'th',
}

export const plainWord = (title: string): string =>
  title
    .normalize('NFKD')
    .toLowerCase()
    .replaceAll(/[ıłßøđæœþ]/g, letter => ownLetters[letter] ?? letter)
    .replaceAll(/\p{Script=Latin}\p{M}+/gu, letter => letter.replaceAll(/\p{M}/gu, ''))
    .normalize('NFC')
    .replaceAll(/[^\p{L}\p{M}\p{N}]+/gu, '')

/** Two of them may be one word, as `plainWord` makes it: the place of the first counts. */
const words = (...lines: readonly string[]): ReadonlyMap<string, number> =>
  new Map(
    lines
      .flatMap(line => line.split(','))
      .map((word, rank): [string, number] => [plainWord(word), rank])
      .toReversed(),
  )

/** The earlier a word stands, the likelier it is the address that a person reads at work. */
const email = words(
  'work email,work e-mail,work email address,email - primary work,primary work email,business email,business email address,company email,corporate email',
  'office email,primary email,primary email address,primary e-mail,email address,e-mail address,email,e-mail,e mail',
  'mail,mail address,mailaddress,emails,email id,e-mail 1 value,email 1 value,smtp address,primary smtp address',
  'user email,employee email,contact email,internet address,email addresses',
  'geschäftliche e-mail,dienstliche e-mail,arbeits e-mail,berufliche e-mail,e-mail geschäftlich,e-mail dienstlich',
  'e-mail-adresse,emailadresse,mailadresse,firmen e-mail',
  'adresse e-mail professionnelle,e-mail professionnel,courriel professionnel,adresse e-mail,adresse mail',
  'adresse de messagerie,adresse électronique,courriel,mél,messagerie',
  'correo corporativo,correo de trabajo,correo electrónico del trabajo,correo laboral,correo electrónico,correo',
  'dirección de correo,dirección de correo electrónico,email corporativo',
  'e-mail corporativo,e-mail profissional,e-mail de trabalho,endereço de e-mail,endereço de email,correio eletrônico',
  'correio eletrónico,correio electrónico',
  'e-mail aziendale,email aziendale,email lavoro,indirizzo email,indirizzo e-mail,indirizzo di posta elettronica',
  'posta elettronica,indirizzo di posta',
  'zakelijk e-mailadres,werk e-mail,e-mailadres,mailadres,e-mail adres',
  'służbowy e-mail,e-mail służbowy,adres e-mail,adres email,adres poczty elektronicznej,poczta elektroniczna,poczta',
  'iş e-postası,iş e-posta,kurumsal e-posta,e-posta adresi,eposta adresi,e-posta,eposta,elektronik posta',
  '会社メールアドレス,勤務先メール,メールアドレス,メール,電子メール,電子メールアドレス,eメール',
  '工作邮箱,公司邮箱,电子邮件地址,电子邮件,电子邮箱,邮箱地址,邮箱,電子郵件,電郵,회사 이메일,이메일 주소,이메일',
  'e-postadress,e-post,epost,e-postadresse,mailadresse,sähköposti,sähköpostiosoite,pracovní e-mail,emailová adresa',
  'munkahelyi e-mail,e-mail cím,адрес электронной почты,электронная почта,эл почта,почта,рабочая почта',
  'робоча пошта,електронна пошта,ел пошта,електронна адреса,пошта,ηλεκτρονική διεύθυνση,ηλεκτρονικό ταχυδρομείο',
  'adresă de e-mail,adresă email,البريد الإلكتروني للعمل,البريد الإلكتروني,البريد,بريد إلكتروني,الإيميل',
  'דוא"ל בעבודה,כתובת דוא"ל,דוא"ל,אימייל,דואר אלקטרוני,địa chỉ email,thư điện tử,อีเมล,อีเมลที่ทำงาน,ईमेल,ईमेल पता,alamat email,surel',
)

/** Names to sign in with. In most directories they are addresses; where they are not, the row has none. */
const signIn = words(
  'user principal name,userprincipalname,upn,login,username,user name,user login,user,sign-in name,uid',
)

const first = words(
  'first name,given name,givenname,firstname,forename,fname,first,preferred first name,legal first name',
  'vorname,rufname,prénom,prénoms,nombre de pila,primer nombre,primeiro nome,nome próprio,nome de batismo,voornaam',
  'roepnaam,imię,imiona,ilk adı,adı,名,下の名前,名前名,名字,이름,förnamn,fornavn,etunimi,jméno,křestní jméno',
  "keresztnév,utónév,prenume,имя,όνομα,ім'я,الاسم الأول,שם פרטי,tên,ชื่อ,पहला नाम,nama depan",
)

const middle = words(
  'middle name,middlename,middle names,zweiter vorname,tussenvoegsel,infix,drugie imię,ikinci adı,tên đệm',
)

const last = words(
  'last name,surname,family name,familyname,lastname,lname,last,sn,preferred last name,legal last name',
  'nachname,familienname,zuname,nom de famille,apellido,apellidos,primer apellido,segundo apellido,apellido paterno',
  'apellido materno,sobrenome,apelido,apelidos,último nome,cognome,achternaam,familienaam,nazwisko,soyad,soyadı,soyisim',
  '姓,氏,苗字,名字姓,성,efternamn,etternavn,efternavn,sukunimi,příjmení,vezetéknév,családnév,nume de familie,фамилия',
  'επώνυμο,прізвище,اسم العائلة,الكنية,שם משפחה,họ,นามสกุล,उपनाम,nama belakang',
)

const full = words(
  'full name,real name,person,display name,employee name,worker name,person name,common name,cn,formatted name,name',
  'vollständiger name,anzeigename,mitarbeiter,mitarbeitername,vor- und nachname,nom complet,nom et prénom,prénom et nom',
  'nom affiché,nombre completo,nombre y apellidos,nombre y apellido,nome completo,nome e cognome,nome e sobrenome',
  'nome e apelido,nominativo,volledige naam,naam,weergavenaam,imię i nazwisko,pełna nazwa,ad soyad,adı soyadı,tam ad',
  'adsoyad,氏名,名前,お名前,フルネーム,表示名,姓名,全名,성명,namn,navn,nimi,jméno a příjmení,celé jméno,teljes név,név',
  "nume complet,фио,полное имя,піб,повне ім'я,ονοματεπώνυμο,الاسم الكامل,الاسم,שם מלא,שם,họ và tên,họ tên,ชื่อ-นามสกุล",
  'पूरा नाम,नाम,nama lengkap,nama,employee,worker,team member',
)

/** Full names that are the family's where a first name stands beside them ("Vorname; Name", "Prénom; Nom"). */
const fullOrLast = words('name,nom,naam,nume,imię nazwisko')
/** Full names that are the first where a family name stands beside them ("Nombre; Apellidos", "Ad; Soyad"). */
const fullOrFirst = words('name,nombre,nome,nombres,ad,isim,naam,jméno')

/** A single column that turns its names round: "Gray, Gus". */
const turned = words(
  'payroll name,last name first name,surname given name,nachname vorname,name vorname,nom prénom,apellidos nombre',
)

const group = words(
  'group,group name,gruppe,groupe,grupo,gruppo,groep,grupa,grup,グループ,组,組,그룹,grupp,skupina,группа',
  'team,team name,équipe,equipo,equipe,time,squadra,zespół,takım,ekip,チーム,团队,團隊,팀,hold,tiimi,tým,csapat,команда',
  'department,department name,dept,abt,dep,dept name,departmentnumber,abteilung,département,service,departamento,departement',
  'dipartimento,reparto,afdeling,dział,departament,departman,bölüm,部署,部門,所属,部署名,部门,부서,avdelning,avdeling',
  'osasto,oddělení,osztály,отдел,τμήμα,відділ,القسم,الإدارة,מחלקה,צוות,phòng ban,bộ phận,แผนก,विभाग,departemen,divisi',
  'home department,home department description',
  'business unit,supervisory organization,unit,division,bereich,organisationseinheit,direction,unidad,área,setor,sector,area,ufficio,settore',
  'businessunit,jednostka,birim,direktörlük,事業部,课,部',
  'organizational unit,organisational unit,org unit,org unit path,orgunitpath,org unit name,ou',
)

const seniority = words(
  'seniority,seniority level,seniorität,senioritätsstufe,séniorité,senioridad,senioridade,seniorità',
)

const zone = words(
  'zone,time zone,timezone,tz,iana time zone,zeitzone,fuseau horaire,fuseau,zona horaria,huso horario,fuso horário',
  'fuso orario,tijdzone,strefa czasowa,saat dilimi,タイムゾーン,时区,時區,시간대,tidszon,tidssone,tidszone,časové pásmo',
  'időzóna,часовой пояс,aikavyöhyke',
)

const language = words(
  'preferred language,preferredlanguage,language,languages,locale,lang,mail language,sprache,korrespondenzsprache',
  'langue,langue préférée,idioma,idioma preferido,lengua,língua,lingua,taal,voorkeurstaal,język,dil,tercih edilen dil',
  '言語,优先语言,语言,語言,언어,språk,sprog,kieli,jazyk,nyelv,limbă,язык',
)

export const headerWords = {
  email,
  signIn,
  first,
  middle,
  last,
  full,
  fullOrLast,
  fullOrFirst,
  turned,
  group,
  seniority,
  zone,
  language,
}
export type HeaderKind = keyof typeof headerWords

/** Where the family's name is said first. */
export const familyFirst = /\p{Script=Han}|\p{Script=Hangul}|^(?:vezeteknev|csaladnev|ho)$/u
