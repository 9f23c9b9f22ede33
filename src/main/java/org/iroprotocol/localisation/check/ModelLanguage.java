package org.iroprotocol.localisation.check;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Attr;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.xml.sax.ErrorHandler;
import org.xml.sax.SAXException;
import org.xml.sax.SAXParseException;

/**
 * What a model or table may say at all: nothing that could do more than call the listed beans (decision 0004). These rules hold
 * for every deployment, whoever makes it.
 */
public final class ModelLanguage {

    private static final String CAMUNDA = "http://camunda.org/schema/1.0/bpmn";
    /** The engine reads it like its own, from the time before Camunda. */
    private static final String BEFORE_CAMUNDA = "http://activiti.org/bpmn";
    /** Elements inside each other; the deepest model of the protocol has fewer than twenty. */
    private static final int DEEPEST = 100;

    private ModelLanguage() {
    }

    /** Files that are no language of ours whatever they say; empty for all others. */
    public static Optional<Problem> foreign(String file) {
        return file.toLowerCase(Locale.ROOT).contains("cmmn") ? Optional.of(new Problem(Problem.Kind.NOT_ALLOWED, file, null,
                "case models (CMMN) are not used here. Draw a process instead")) : Optional.empty();
    }

    /** What a model or table may not say, by whichever ending the engine takes it for one; empty for every other file. */
    static List<Problem> of(String file, byte[] bytes) {
        return file.endsWith(Protocol.MODEL) || file.endsWith("bpmn20.xml") ? bpmn(file, bytes)
                : file.endsWith(Protocol.TABLE) || file.endsWith("dmn11.xml") ? dmn(file, bytes) : List.of();
    }

    /** What a process model may not say; empty when all is well. */
    public static List<Problem> bpmn(String file, byte[] bytes) {
        List<Problem> problems = new ArrayList<>();
        try {
            new Walk(file, problems).bpmn(parse(file, bytes).getDocumentElement(), null, 0);
        } catch (IllegalArgumentException e) {
            problems.add(unreadable(file));
        }
        return problems;
    }

    /** What a decision may not say; empty when all is well. */
    public static List<Problem> dmn(String file, byte[] bytes) {
        List<Problem> problems = new ArrayList<>();
        try {
            new Walk(file, problems).dmn(parse(file, bytes).getDocumentElement(), null, 0);
        } catch (IllegalArgumentException e) {
            problems.add(unreadable(file));
        }
        return problems;
    }

    private static Problem unreadable(String file) {
        return new Problem(Problem.Kind.UNREADABLE, file, null, "this is not a readable model. Save it again from Camunda Modeler");
    }

    /**
     * The model as a tree, without document types and entities.
     *
     * @throws IllegalArgumentException in words for an administrator when it is none
     */
    public static Document parse(String file, byte[] bytes) {
        try {
            DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
            factory.setNamespaceAware(true);
            factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
            factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
            var builder = factory.newDocumentBuilder();
            builder.setErrorHandler(new Silent());
            return builder.parse(new ByteArrayInputStream(bytes));
        } catch (SAXException | IOException e) {
            throw new IllegalArgumentException(unreadable(file).toString(), e);
        } catch (ParserConfigurationException e) {
            throw new IllegalStateException("The XML parser of this Java runtime cannot be made safe.", e);
        }
    }

    private static final class Walk {

        private static final Set<String> SCRIPT_ELEMENTS = Set.of("scriptTask", "script");
        private static final Set<String> FORM_ELEMENTS = Set.of("formData", "formProperty");
        private static final Set<String> FEEL = Set.of("feel", "https://www.omg.org/spec/dmn/20191111/feel/",
                "http://www.omg.org/spec/feel/20140401", "https://www.omg.org/spec/dmn/20180521/feel/");

        private final String file;
        private final List<Problem> problems;

        Walk(String file, List<Problem> problems) {
            this.file = file;
            this.problems = problems;
        }

        void bpmn(Element element, String owner, int depth) {
            String id = owner(element, owner);
            if (tooDeep(id, depth)) {
                return;
            }
            fromElsewhere(id, element);
            String name = element.getLocalName();
            if (SCRIPT_ELEMENTS.contains(name)) {
                refuse(id, "scripts are not allowed. Call a method of a listed bean instead");
            } else if (name.equals("connector")) {
                refuse(id, "connectors are not allowed. Use notices.send or letters.write");
            } else if (FORM_ELEMENTS.contains(name)) {
                refuse(id, "generated forms are not checked on the server. Use a form file (camunda:formRef)");
            }
            if (BEFORE_CAMUNDA.equals(element.getNamespaceURI())) {
                oldLanguage(id, element.getNodeName());
            }
            var attributes = element.getAttributes();
            for (int i = 0; i < attributes.getLength(); i++) {
                attribute(id, element, (Attr) attributes.item(i));
            }
            StringBuilder text = new StringBuilder();
            boolean holdsElements = false;
            for (Node child = element.getFirstChild(); child != null; child = child.getNextSibling()) {
                if (child instanceof Element inner) {
                    bpmn(inner, id, depth + 1);
                    holdsElements = true;
                } else if (child.getNodeType() == Node.TEXT_NODE || child.getNodeType() == Node.CDATA_SECTION_NODE) {
                    text.append(child.getNodeValue());
                }
            }
            if (holdsElements && ExpressionText.holdsExpression(text.toString())) {
                refuse(id, "an expression stands beside other elements, where no rule would see it. Write it alone");
            }
            expression(id, text.toString());
        }

        private void attribute(String id, Element element, Attr attribute) {
            String name = attribute.getLocalName();
            String value = attribute.getValue();
            if (BEFORE_CAMUNDA.equals(attribute.getNamespaceURI())) {
                oldLanguage(id, attribute.getName());
            }
            if (CAMUNDA.equals(attribute.getNamespaceURI()) || CAMUNDA.equals(element.getNamespaceURI())) {
                switch (name) {
                    case "class", "formHandlerClass", "variableMappingClass" ->
                            refuse(id, "Java classes are not allowed (camunda:" + name + "). Call a method of a listed bean");
                    case "delegateExpression", "variableMappingDelegateExpression" -> {
                        if (!ExpressionText.isListedBean(value)) {
                            refuse(id, "the delegate expression must name one of these beans: " + ListedBeans.inWords());
                        }
                    }
                    case "type" -> {
                        if (CAMUNDA.equals(attribute.getNamespaceURI())) {
                            refuse(id, "mail, shell and external tasks are not allowed. Call a method of a listed bean");
                        }
                    }
                    case "formKey" -> refuse(id, "only form files deployed with the model are allowed. Use camunda:formRef");
                    case "formRefBinding" -> {
                        if (!value.equals("deployment")) {
                            refuse(id, "a form must come from the model's own deployment. Set its binding to 'deployment'");
                        }
                    }
                    case "formRef" -> {
                        if (!element.hasAttributeNS(CAMUNDA, "formRefBinding") || ExpressionText.holdsExpression(value)) {
                            refuse(id, "a form must be named plainly and come from the model's own deployment. "
                                    + "Set its binding to 'deployment'");
                        }
                    }
                    case "calledElementTenantId", "decisionRefTenantId", "caseTenantId" ->
                            refuse(id, "what it calls belongs to its own authority. Remove camunda:" + name);
                    case "resource", "scriptFormat" -> refuse(id, "scripts are not allowed (camunda:" + name + ")");
                    default -> {
                        // Everything else is text or an expression, checked below.
                    }
                }
            } else if (name.equals("language") && !value.isBlank() || name.equals("scriptFormat")) {
                refuse(id, "scripts are not allowed in conditions. Compare plain variables in ${…}");
            } else if (name.equals("expressionLanguage")) {
                refuse(id, "another expression language is not allowed. Remove 'expressionLanguage'");
            }
            expression(id, value);
        }

        private void oldLanguage(String id, String name) {
            refuse(id, "'" + name + "' belongs to the language from before Camunda (" + BEFORE_CAMUNDA + "). Take it out, and enter in "
                    + "Modeler's properties what you need");
        }

        private void expression(String id, String text) {
            if (ExpressionText.holdsExpression(text)) {
                ExpressionText.problem(text).ifPresent(problem -> refuse(id, "its expression is not allowed: " + problem
                        + ". Allowed are calls of listed beans, plain variables and comparisons"));
            }
        }

        void dmn(Element element, String owner, int depth) {
            String id = owner(element, owner);
            if (tooDeep(id, depth)) {
                return;
            }
            fromElsewhere(id, element);
            for (String attribute : List.of("expressionLanguage", "typeLanguage")) {
                String language = element.getAttribute(attribute);
                boolean type = attribute.equals("typeLanguage");
                if (!language.isBlank() && !FEEL.contains(language.toLowerCase(Locale.ROOT))
                        && !(type && language.startsWith("http"))) {
                    refuse(id, "only the expression language FEEL is allowed, not '" + language + "'. Remove the attribute");
                }
            }
            for (Node child = element.getFirstChild(); child != null; child = child.getNextSibling()) {
                if (child instanceof Element inner) {
                    dmn(inner, id, depth + 1);
                }
            }
        }

        /** Whoever reads a model with its schema, as the engine does, would fetch what these two name. */
        private void fromElsewhere(String id, Element element) {
            for (String attribute : List.of("schemaLocation", "noNamespaceSchemaLocation")) {
                if (element.hasAttributeNS(XMLConstants.W3C_XML_SCHEMA_INSTANCE_NS_URI, attribute)) {
                    refuse(id, "it names a file to be loaded from elsewhere (xsi:" + attribute + "). Take this attribute out in the "
                            + "XML view of Modeler");
                }
            }
        }

        private boolean tooDeep(String id, int depth) {
            if (depth > DEEPEST) {
                refuse(id, "more than " + DEEPEST + " elements stand inside each other. Take out what does not belong there");
            }
            return depth > DEEPEST;
        }

        private static String owner(Element element, String owner) {
            return element.hasAttribute("id") ? element.getAttribute("id") : owner;
        }

        private void refuse(String id, String why) {
            Problem problem = new Problem(Problem.Kind.NOT_ALLOWED, file, id, why);
            if (!problems.contains(problem)) {
                problems.add(problem);
            }
        }
    }

    /** The default handler prints to the console. */
    private static final class Silent implements ErrorHandler {
        @Override
        public void warning(SAXParseException e) {
            // Warnings do not stop a model.
        }

        @Override
        public void error(SAXParseException e) throws SAXException {
            throw e;
        }

        @Override
        public void fatalError(SAXParseException e) throws SAXException {
            throw e;
        }
    }
}
