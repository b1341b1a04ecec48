/** The entry of the custom functions: loads every file that declares some; the build associates them with their ids. */
import './anyPurpose';
import './persons';
import './purposes';
