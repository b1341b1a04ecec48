/** The entry of the custom functions: loads every file that declares some; the build associates them with their ids. */
import './associations';
import './anyPurpose';
import './beforeAfter';
import './comparisons';
import './frailty';
import './insured';
import './kdbFigure';
import './life';
import './money';
import './outcome';
import './persons';
import './publication';
import './purposes';
import './questionnaire';
import './rates';
import './standardised';
import './trend';
