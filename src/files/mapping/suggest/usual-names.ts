/**
 * What systems in schools and councils call each fact, as `keyOf` writes names: small letters and digits alone, the
 * plainest name first.
 */
export const USUAL_NAMES: Readonly<Record<string, readonly string[]>> = {
  upn: words('upn uniquepupilnumber pupilupn studentupn'),
  source_id: words(
    `sourceid id pupilid studentid studid personid nativeid misid simsid arborid admissionnumber
    admissionno admno adno admission pupilnumber studentnumber rollnumber candidatenumber
    youngpersonsid youngpersonid ypid externalid recordid wondeid bromcomid`,
  ),
  setting: words(
    `setting settingurn urn schoolurn estab laestab estabno school schoolname schoolid
    establishment establishmentname establishmentnumber dfenumber dfeno dfeestablishmentnumber
    settingname provider academy schoollaestab dfescode dfesnumber`,
  ),
  given_name: words(
    `givenname forename firstname legalforename legalfirstname christianname forenames
    pupilforename studentforename givennames firstnames`,
  ),
  family_name: words(
    `familyname surname lastname legalsurname legallastname legalfamilyname secondname
    pupilsurname studentsurname birthsurname`,
  ),
  known_as: words(
    'knownas preferredname preferredforename preferredfirstname chosenname nickname calledname',
  ),
  date_of_birth: words('dateofbirth dob birthdate birthday dateofbirthddmmyyyy bornon born'),
  sex: words('sex gender legalsex sexorgender gendercode'),
  nc_year: words(
    `ncyear ncyearactual nationalcurriculumyear year yeargroup yr yrgroup yeargrp ncy ncyeargroup
    curriculumyear actualncyear yeartaughtin yg currentyear grade`,
  ),
  tutor_group: words(
    `tutorgroup form formgroup reg reggroup reggrp registrationgroup registration tutor regform
    formclass registrationform tg tutorgrp regclass`,
  ),
  house: words('house housename housegroup'),
  started_on: words(
    `startedon startdate entrydate doa dateofadmission admissiondate dateofentry joined
    joiningdate datejoined enrolmentdate dateofenrolment datestarted onrollfrom dateadmitted`,
  ),
  date: words(
    `date markdate sessiondate attendancedate registerdate day testdate testedon dateoftest
    assessmentdate dateofassessment resultdate collectedon completedon datecompleted datetaken
    screeningdate dateofscreening recordedon surveydate timestamp markedon`,
  ),
  session: words('session ampm sessionname amorpm registersession morningafternoon halfday'),
  code: words('code mark attendancecode markcode registercode attendancemark sessionmark registermark'),
};

/** The facts that come with people, whatever a file is about. */
export const ABOUT_PERSON = words(
  `setting given_name family_name known_as date_of_birth sex nc_year tutor_group house started_on`,
);

function words(text: string): readonly string[] {
  return text.split(/\s+/);
}
