package dev.jackplug.tck.conformance;

import java.io.StringWriter;
import java.util.List;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/** A report as the XML of a JUnit test suite. */
final class JUnitXml {

    private JUnitXml() {}

    static String of(Report report) {
        StringWriter text = new StringWriter();
        try {
            XMLStreamWriter xml = XMLOutputFactory.newFactory().createXMLStreamWriter(text);
            xml.writeStartDocument("UTF-8", "1.0");
            xml.writeStartElement("testsuite");
            xml.writeAttribute("name", "jackplug." + report.side().word() + "." + report.subject());
            xml.writeAttribute("tests", count(report.outcomes()));
            xml.writeAttribute("failures", count(report.with(Verdict.FAILED)));
            xml.writeAttribute("errors", "0");
            xml.writeAttribute("skipped", count(notJudged(report)));
            for (Outcome outcome : report.outcomes()) {
                write(outcome, report, xml);
            }
            xml.writeEndDocument();
            xml.close();
        } catch (XMLStreamException e) {
            throw new IllegalStateException(e);
        }
        return text.append('\n').toString();
    }

    private static List<Outcome> notJudged(Report report) {
        return report.outcomes().stream().filter(JUnitXml::isSkipped).toList();
    }

    /** JUnit has no word for a failure that was expected; a build is not to break by it. */
    private static boolean isSkipped(Outcome outcome) {
        return outcome.verdict() == Verdict.SKIPPED || outcome.verdict() == Verdict.KNOWN;
    }

    private static void write(Outcome outcome, Report report, XMLStreamWriter xml) throws XMLStreamException {
        Check check = outcome.check();
        xml.writeStartElement("testcase");
        xml.writeAttribute("classname", "jackplug." + report.side().word());
        xml.writeAttribute("name", check.id());
        if (outcome.verdict() == Verdict.FAILED || isSkipped(outcome)) {
            xml.writeStartElement(isSkipped(outcome) ? "skipped" : "failure");
            xml.writeAttribute("message", printable(check.title() + " (" + check.reference() + ")"));
            xml.writeCharacters(printable(outcome.verdict().word() + ": " + outcome.evidence()));
            xml.writeEndElement();
        }
        xml.writeEndElement();
    }

    /** XML 1.0 has no way to write these, escaped or not. */
    private static String printable(String text) {
        return text.replaceAll("[^\\t\\n\\r\\x20-\\uD7FF\\uE000-\\uFFFD\\x{10000}-\\x{10FFFF}]", "\uFFFD");
    }

    private static String count(List<Outcome> outcomes) {
        return Integer.toString(outcomes.size());
    }
}
