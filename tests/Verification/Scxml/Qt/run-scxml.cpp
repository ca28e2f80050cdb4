// Runs a state chart on Qt's engine: run-scxml MACHINE.scxml FACT... < RUNS
// Each line of RUNS is a JSON array of events, {"name", "data"}, for a machine that starts anew. Each line written is the JSON array of
// what the machine shows after each of them: {"state", "data"}, the data being the facts named and "outcome".
#include <QtCore/QCoreApplication>
#include <QtCore/QFile>
#include <QtCore/QJsonArray>
#include <QtCore/QJsonDocument>
#include <QtCore/QJsonObject>
#include <QtCore/QTextStream>
#include <QtScxml/QScxmlDataModel>
#include <QtScxml/QScxmlStateMachine>

static void settle()
{
    // What is submitted is taken up by the event loop, and may post more.
    for (int round = 0; round < 4; round++)
        QCoreApplication::processEvents(QEventLoop::AllEvents);
}

static QJsonObject shown(const QScxmlStateMachine &machine, const QStringList &facts)
{
    QJsonObject data;
    for (const QString &fact : facts)
        data[fact] = machine.dataModel()->scxmlProperty(fact).toBool();
    data["outcome"] = machine.dataModel()->scxmlProperty("outcome").toString();
    return {{"state", machine.activeStateNames(true).join(' ')}, {"data", data}};
}

int main(int argc, char **argv)
{
    QCoreApplication application(argc, argv);
    const QStringList facts = application.arguments().mid(2);
    QTextStream in(stdin);
    QTextStream out(stdout);
    for (QString line = in.readLine(); !line.isNull(); line = in.readLine()) {
        QScopedPointer<QScxmlStateMachine> machine(QScxmlStateMachine::fromFile(application.arguments().at(1)));
        for (const QScxmlError &error : machine->parseErrors())
            qCritical().noquote() << error.toString();
        if (!machine->parseErrors().isEmpty() || !machine->init())
            return 1;
        machine->start();
        settle();
        QJsonArray steps;
        for (const QJsonValue &event : QJsonDocument::fromJson(line.toUtf8()).array()) {
            machine->submitEvent(event["name"].toString(), event["data"].toVariant());
            settle();
            steps.append(shown(*machine, facts));
        }
        out << QJsonDocument(steps).toJson(QJsonDocument::Compact) << "\n";
    }
    return 0;
}
