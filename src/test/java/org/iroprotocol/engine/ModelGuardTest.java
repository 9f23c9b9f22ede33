package org.iroprotocol.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.camunda.bpm.engine.BadUserRequestException;
import org.camunda.bpm.engine.variable.Variables;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ModelGuardTest {

    private static BareEngine bare;

    @BeforeAll
    static void start() {
        bare = new BareEngine();
    }

    @AfterAll
    static void stop() {
        bare.close();
    }

    @AfterEach
    void removeDeployments() {
        bare.engine.getRepositoryService().createDeploymentQuery().list()
                .forEach(deployment -> bare.engine.getRepositoryService().deleteDeployment(deployment.getId(), true));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '^', value = {
        "<scriptTask id=\"bad\" scriptFormat=\"juel\"><script>${1}</script></scriptTask>|scripts are not allowed",
        "<serviceTask id=\"bad\" camunda:class=\"java.lang.Object\"/>|Java classes are not allowed",
        "<serviceTask id=\"bad\" camunda:delegateExpression=\"${dataSource}\"/>|must name one of these beans",
        "<serviceTask id=\"bad\" camunda:delegateExpression=\"${people.holder('iro',execution)}\"/>|must name one of these beans",
        "<serviceTask id=\"bad\" camunda:type=\"shell\"/>|mail, shell and external tasks",
        "<serviceTask id=\"bad\" camunda:type=\"external\" camunda:topic=\"x\"/>|mail, shell and external tasks",
        "<serviceTask id=\"bad\" camunda:expression=\"${environment.getProperty('x')}\"/>|only these beans have methods",
        "<serviceTask id=\"bad\" camunda:expression=\"${execution.processEngineServices}\"/>|only be passed on as an argument",
        "<serviceTask id=\"bad\" camunda:expression=\"${''.getClass()}\"/>|only these beans have methods",
        "<serviceTask id=\"bad\" camunda:expression=\"${people.holder('iro',execution).getClass()}\"/>|only these beans have methods",
        "<serviceTask id=\"bad\" camunda:expression=\"${people.class}\"/>|only these beans have methods",
        "<serviceTask id=\"bad\" camunda:expression=\"${list[0]}\"/>|may not use",
        "<serviceTask id=\"bad\" camunda:expression=\"${execution}\"/>|only be passed on as an argument",
        "<serviceTask id=\"bad\" camunda:expression=\"${eval('x')}\"/>|no function 'eval'",
        "<serviceTask id=\"bad\" camunda:expression=\"ok ${a} ${b.c}\"/>|only these beans have methods",
        "<serviceTask id=\"bad\" camunda:expression=\"${a\"/>|not closed",
        "<userTask id=\"bad\" name=\"${x.y}\"/>|only these beans have methods",
        "<userTask id=\"bad\" camunda:formKey=\"embedded:app:forms/x.html\"/>|Use camunda:formRef",
        "<userTask id=\"bad\" camunda:formRef=\"x\" camunda:formRefBinding=\"latest\"/>|binding to 'deployment'",
        "<userTask id=\"bad\" camunda:formRef=\"x\"/>|binding to 'deployment'",
        "<userTask id=\"bad\"><extensionElements><camunda:formData><camunda:formField id=\"a\" type=\"string\"/></camunda:formData></extensionElements></userTask>|Use a form file",
        "<userTask id=\"bad\"><extensionElements><camunda:taskListener event=\"create\" class=\"x.Y\"/></extensionElements></userTask>|Java classes are not allowed",
        "<userTask id=\"bad\"><extensionElements><camunda:taskListener event=\"create\"><camunda:script scriptFormat=\"juel\">1</camunda:script></camunda:taskListener></extensionElements></userTask>|scripts are not allowed",
        "<serviceTask id=\"bad\"><extensionElements><camunda:connector><camunda:connectorId>http</camunda:connectorId></camunda:connector></extensionElements></serviceTask>|connectors are not allowed",
        "<userTask id=\"bad\"><extensionElements><camunda:inputOutput><camunda:inputParameter name=\"a\">${x.y()}</camunda:inputParameter></camunda:inputOutput></extensionElements></userTask>|only these beans have methods"
    })
    void refusesWithFileElementAndRemedy(String element, String why) {
        assertThatThrownBy(() -> bare.deploy("court.bpmn", BareEngine.process("court", element)))
                .isInstanceOf(BadUserRequestException.class).hasMessageContaining("court.bpmn").hasMessageContaining("'bad'")
                .hasMessageContaining(why);
        assertThat(bare.engine.getRepositoryService().createDeploymentQuery().count()).isZero();
    }

    @Test
    void refusesScriptsInConditions() {
        assertThatThrownBy(() -> bare.deploy("p.bpmn", BareEngine.process("p", "<startEvent id=\"s\"/><endEvent id=\"e\"/>"
                + "<sequenceFlow id=\"f\" sourceRef=\"s\" targetRef=\"e\"><conditionExpression xsi:type=\"tFormalExpression\" "
                + "language=\"groovy\">1</conditionExpression></sequenceFlow>"))).hasMessageContaining("'f'")
                        .hasMessageContaining("scripts");
    }

    @Test
    void refusesCaseModelsBrokenXmlAndDoctypes() {
        assertThatThrownBy(() -> bare.deploy("x.cmmn", "<x/>")).hasMessageContaining("CMMN");
        assertThatThrownBy(() -> bare.deploy("x.bpmn", "<definitions>")).hasMessageContaining("not a readable model");
        assertThatThrownBy(() -> bare.deploy("x.bpmn", "<!DOCTYPE a [<!ENTITY b SYSTEM \"file:///etc/passwd\">]><a>&b;</a>"))
                .hasMessageContaining("not a readable model");
    }

    @ParameterizedTest
    @ValueSource(strings = {"groovy", "juel", "javascript"})
    void refusesDecisionsInAnotherLanguage(String language) {
        assertThatThrownBy(() -> bare.deploy("t.dmn", table("expressionLanguage=\"" + language + "\"", "1 + 1")))
                .hasMessageContaining("t.dmn").hasMessageContaining("FEEL").hasMessageContaining(language);
    }

    @Test
    void feelReachesNoJava() {
        bare.deploy("t.dmn", table("", "function(x) external { java: { class: \"java.lang.System\", "
                + "method signature: \"getProperty(java.lang.String)\" } }(\"user.home\")"));
        Object result;
        try {
            result = bare.engine.getDecisionService().evaluateDecisionByKey("t").decisionDefinitionTenantId(BareEngine.TENANT)
                    .variables(Variables.createVariables()).evaluate().getSingleEntry();
        } catch (RuntimeException refused) {
            result = null;
        }
        assertThat(result).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"${people.holder('childrens-guardian', execution)}", "${deadlines.due('rule', execution)}",
        "${guardianKnown &amp;&amp; !late}", "${a == 'x' and (b != 2 or empty c)}", "#{execution.processBusinessKey}",
        "plain text", "${cases.known('a', task)}", "${now()}", "sum ${a + b} of ${c}", "${a ? 1 : 2}"})
    void acceptsWhatModelsNeed(String text) {
        assertThatCode(() -> bare.deploy("ok.bpmn", BareEngine.process("ok",
                "<startEvent id=\"s\"/><serviceTask id=\"t\" camunda:expression=\"" + text + "\"/>" + BareEngine.flow("s", "t"))))
                .doesNotThrowAnyException();
    }

    @Test
    void classesAreRefusedAtRunTimeToo() {
        assertThatThrownBy(() -> bare.configuration.getArtifactFactory().getArtifact(Map.class))
                .isInstanceOf(BadUserRequestException.class);
    }

    private static String table(String attribute, String output) {
        return """
                <?xml version="1.0" encoding="UTF-8"?>
                <definitions xmlns="https://www.omg.org/spec/DMN/20191111/MODEL/" xmlns:camunda="http://camunda.org/schema/1.0/dmn"
                    id="d" name="d" namespace="test">
                  <decision id="t" name="t" camunda:historyTimeToLive="P180D"><decisionTable id="table">
                    <output id="o" name="o" typeRef="string"/>
                    <rule id="r"><outputEntry id="oe" %s><text>%s</text></outputEntry></rule>
                  </decisionTable></decision>
                </definitions>
                """.formatted(attribute, output.replace("<", "&lt;").replace("&", "&amp;"));
    }
}
