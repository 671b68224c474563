// Holds PDFs against their standards, by veraPDF's engine. For each line `FILE <tab> STANDARD` that it reads it prints one: the file, the
// standard, how many rules were looked at, then each rule that is broken, with its clause, what it says and where that is first.

import java.io.BufferedReader;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.logging.LogManager;

import org.verapdf.core.VeraPDFException;
import org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider;
import org.verapdf.pdfa.Foundries;
import org.verapdf.pdfa.PDFAParser;
import org.verapdf.pdfa.PDFAValidator;
import org.verapdf.pdfa.flavours.PDFAFlavour;
import org.verapdf.pdfa.results.TestAssertion;
import org.verapdf.pdfa.results.ValidationResult;
import org.verapdf.pdfa.validation.profiles.RuleId;

public final class Judge {
    public static void main(String[] arguments) throws Exception {
        LogManager.getLogManager().reset();
        VeraGreenfieldFoundryProvider.initialise();
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        BufferedReader lines = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            String[] asked = line.split("\t");
            out.println(judged(asked[0], asked[1]));
        }
    }

    private static String judged(String file, String standard) throws IOException, VeraPDFException {
        PDFAFlavour flavour = PDFAFlavour.fromString(standard);
        if (flavour == PDFAFlavour.NO_FLAVOUR) {
            throw new IllegalArgumentException("no standard " + standard);
        }
        try (FileInputStream bytes = new FileInputStream(file);
                PDFAParser parser = Foundries.defaultInstance().createParser(bytes, flavour);
                PDFAValidator validator = Foundries.defaultInstance().createValidator(flavour, false)) {
            return told(file, standard, validator.validate(parser));
        }
    }

    private static String told(String file, String standard, ValidationResult result) {
        Map<String, String> broken = new LinkedHashMap<>();
        for (TestAssertion assertion : result.getTestAssertions()) {
            if (assertion.getStatus() == TestAssertion.Status.FAILED) {
                RuleId rule = assertion.getRuleId();
                String first = assertion.getMessage() + " at " + assertion.getLocation().getContext();
                broken.putIfAbsent(rule.getClause() + " (" + rule.getTestNumber() + ")", first);
            }
        }
        if (result.isCompliant() != broken.isEmpty()) {
            throw new IllegalStateException(file + ": the verdict is not what its rules say");
        }
        StringBuilder line = new StringBuilder(file + "\t" + standard + "\t" + result.getTotalAssertions());
        broken.forEach((rule, first) -> line.append("\t").append((rule + ": " + first).replaceAll("\\s+", " ")));
        return line.toString();
    }
}
