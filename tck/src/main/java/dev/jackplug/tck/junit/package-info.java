/** The conformance kit and fixtures for tests with JUnit Jupiter 5 and 6. */
@NullMarked
package dev.jackplug.tck.junit;

import org.jspecify.annotations.NullMarked;
